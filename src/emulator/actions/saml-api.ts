import { setOwn } from "../copy.ts";
import type { PostLoginApi } from "./api-types.ts";
import type { Commands } from "./commands.ts";
import type { SamlResponse, SamlValue } from "./saml-types.ts";

/** Source: https://auth0.com/docs/customize/actions/limitations. Bytes, but for the value, which has characters. */
const LIMITS = { attributes: 100, name: 1024, value: 2048, total: 10 * 1024 };

type Check = (value: unknown) => string | undefined;

const text =
  (limit: number): Check =>
  (value) => {
    if (typeof value !== "string") return "must be a string";
    return value.length > limit ? `must not have more than ${limit} characters` : undefined;
  };
const flag: Check = (value) => (typeof value === "boolean" ? undefined : "must be a boolean");
const seconds: Check = (value) =>
  typeof value === "number" && Number.isFinite(value) ? undefined : "must be a number";
const oneOf =
  (...values: string[]): Check =>
  (value) =>
    values.some((allowed) => allowed === value) ? undefined : `must be one of ${values.join(", ")}`;
const probes: Check = (value) => {
  if (!Array.isArray(value)) return "must be a list";
  if (value.length > 10) return "must not have more than 10 items";
  return value.map(text(512)).find((problem) => problem !== undefined);
};

type Setter = Exclude<keyof SamlResponse, "setAttribute">;

/** By setter, the key in `context.samlConfiguration` of a rule, and what is accepted. */
const SETTINGS: Record<Setter, [key: string, check: Check]> = {
  setAudience: ["audience", text(2048)],
  setRecipient: ["recipient", text(2048)],
  setCreateUpnClaim: ["createUpnClaim", flag],
  setPassthroughClaimsWithNoMapping: ["passthroughClaimsWithNoMapping", flag],
  setMapUnknownClaimsAsIs: ["mapUnknownClaimsAsIs", flag],
  setMapIdentities: ["mapIdentities", flag],
  setSignatureAlgorithm: ["signatureAlgorithm", oneOf("rsa-sha256", "rsa-sha1")],
  setDigestAlgorithm: ["digestAlgorithm", oneOf("sha256", "sha1")],
  setDestination: ["destination", text(2048)],
  setLifetimeInSeconds: ["lifetimeInSeconds", seconds],
  setSignResponse: ["signResponse", flag],
  setNameIdentifierFormat: ["nameIdentifierFormat", text(512)],
  setNameIdentifierProbes: ["nameIdentifierProbes", probes],
  setAuthnContextClassRef: ["authnContextClassRef", text(512)],
  setSigningCert: ["signingCert", text(4096)],
  setIncludeAttributeNameFormat: ["includeAttributeNameFormat", flag],
  setTypedAttributes: ["typedAttributes", flag],
  setEncryptionCert: ["encryptionCert", text(4096)],
  setEncryptionPublicKey: ["encryptionPublicKey", text(4096)],
  setCert: ["cert", text(4096)],
  setKey: ["key", text(4096)],
  setRelayState: ["RelayState", text(512)],
  setIssuer: ["issuer", text(512)],
  setEncryptionAlgorithm: ["encryptionAlgorithm", oneOf("aes256-gcm", "aes256-cbc")],
};

/** The setters of the SAML response. A refused value throws, and so discards what else the action asked for. */
export function samlApi(
  { saml, samlAttributes }: Commands,
  chain: (effect: () => void) => PostLoginApi,
): SamlResponse {
  const set =
    ([key, check]: [key: string, check: Check]) =>
    (value?: unknown) =>
      chain(() => {
        const given =
          key === "nameIdentifierFormat" && value === undefined ? UNSPECIFIED_FORMAT : value;
        const problem = check(given);
        if (problem !== undefined) throw new Error(`${key} ${problem}`);
        saml[key] = given;
      });
  const setters = Object.fromEntries(
    Object.entries(SETTINGS).map(([setter, setting]) => [setter, set(setting)]),
  ) as unknown as Omit<SamlResponse, "setAttribute">;
  return {
    ...setters,
    setAttribute: (name, value) =>
      chain(() => {
        setAttribute(samlAttributes, name, value ?? null);
      }),
  };
}

const UNSPECIFIED_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

function setAttribute(attributes: Record<string, unknown>, name: string, value: SamlValue): void {
  const items: unknown[] = Array.isArray(value) ? value : value === null ? [] : [value];
  if (typeof name !== "string" || byteLength(name) > LIMITS.name)
    throw new Error(
      `The name of a SAML attribute must be a string of at most ${LIMITS.name} bytes.`,
    );
  if (!items.every(isScalar))
    throw new Error(`The SAML attribute ${name} must be a string, number, boolean, list or null.`);
  if (items.some((item) => typeof item === "string" && item.length > LIMITS.value))
    throw new Error(`The SAML attribute ${name} is longer than ${LIMITS.value} characters.`);
  const changed = { ...attributes };
  setOwn(changed, name, value);
  if (Object.keys(changed).length > LIMITS.attributes)
    throw new Error(`More than ${LIMITS.attributes} SAML attributes are changed.`);
  if (byteLength(JSON.stringify(changed)) > LIMITS.total)
    throw new Error(`The SAML attributes take more than ${LIMITS.total} bytes.`);
  setOwn(attributes, name, value);
}

function isScalar(value: unknown): boolean {
  return ["string", "boolean"].includes(typeof value) || Number.isFinite(value);
}

function byteLength(value: string): number {
  return new TextEncoder().encode(value).length;
}
