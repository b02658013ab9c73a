import { copy, setOwn } from "../../../text/plain-data.ts";
import { byteLength, characterLength } from "../../../text/lengths.ts";
import type { PostLoginApi } from "../types/api-types.ts";
import type { Commands } from "./commands.ts";
import type { Chain } from "./target.ts";
import type { SamlResponse, SamlValue } from "../types/saml-types.ts";

/**
 * Characters of a name and of a value, bytes in total.
 * Source: https://auth0.com/docs/customize/actions/limitations; what is counted, https://github.com/auth0/auth0-actions
 */
const limits = { attributes: 100, name: 1024, value: 2048, total: 10 * 1024 };

type ValueCheck = (value: unknown) => string | undefined;

const text =
  (limit: number): ValueCheck =>
  (value) => {
    if (typeof value !== "string") {
      return "must be a string";
    }
    return characterLength(value) > limit
      ? `must not have more than ${limit} characters`
      : undefined;
  };
const flag: ValueCheck = (value) => (typeof value === "boolean" ? undefined : "must be a boolean");
const seconds: ValueCheck = (value) =>
  typeof value === "number" && Number.isFinite(value) ? undefined : "must be a number";
const oneOf =
  (...values: string[]): ValueCheck =>
  (value) =>
    values.some((allowed) => allowed === value) ? undefined : `must be one of ${values.join(", ")}`;
const probes: ValueCheck = (value) => {
  if (!Array.isArray(value)) {
    return "must be a list";
  }
  if (value.length > 10) {
    return "must not have more than 10 items";
  }
  // Also holes of the list are items.
  return Array.from(value, text(512)).find((problem) => problem !== undefined);
};

type Setter = Exclude<keyof SamlResponse<PostLoginApi>, "setAttribute">;

/** By setter, the key in `context.samlConfiguration` of a rule, and what is accepted. */
const settings: Record<Setter, [key: string, check: ValueCheck]> = {
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

/**
 * The setters of the SAML response. A refused value throws, and so discards what else the action
 * asked for.
 */
export function samlApi(
  { saml, samlAttributes }: Commands,
  chain: Chain,
): SamlResponse<PostLoginApi> {
  const set =
    ([key, check]: [key: string, check: ValueCheck]) =>
    (value?: unknown) =>
      chain(() => {
        const given =
          key === "nameIdentifierFormat" && value === undefined ? unspecifiedFormat : value;
        // A setting without a value stays as it is.
        if (given === undefined) {
          return;
        }
        const problem = check(given);
        if (problem !== undefined) {
          throw new Error(`${key} ${problem}`);
        }
        saml[key] = copy(given);
      });
  const setters = Object.fromEntries(
    Object.entries(settings).map(([setter, setting]) => [setter, set(setting)]),
  ) as unknown as Omit<SamlResponse<PostLoginApi>, "setAttribute">;
  return {
    ...setters,
    setAttribute: (name, value) =>
      chain(() => {
        setAttribute(samlAttributes, name, value ?? null);
      }),
  };
}

const unspecifiedFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

/** @throws Error for what the response cannot carry, TypeError for what JSON cannot hold */
function setAttribute(attributes: Record<string, unknown>, name: string, value: SamlValue): void {
  const changed = { ...attributes };
  setOwn(changed, name, value);
  // Sizes come first, and so does what has none.
  if (byteLength(JSON.stringify(changed)) > limits.total) {
    throw new Error(`The SAML attributes take more than ${limits.total} bytes.`);
  }
  const problem = whyNoName(name) ?? whyNoValue(value);
  if (problem !== undefined) {
    throw new Error(`A SAML attribute ${problem}.`);
  }
  if (Object.keys(changed).length > limits.attributes) {
    throw new Error(`More than ${limits.attributes} SAML attributes are changed.`);
  }
  setOwn(attributes, name, copy(value));
}

function whyNoName(name: unknown): string | undefined {
  return typeof name === "string" && characterLength(name) <= limits.name
    ? undefined
    : `has a name of at most ${limits.name} characters`;
}

function whyNoValue(value: unknown): string | undefined {
  const items: unknown[] = Array.isArray(value) ? Array.from(value) : [value];
  if (value !== null && !items.every(isScalar)) {
    return "is a string, a number, a boolean, a list of them or null";
  }
  return items.some((item) => typeof item === "string" && characterLength(item) > limits.value)
    ? `has values of at most ${limits.value} characters`
    : undefined;
}

function isScalar(value: unknown): boolean {
  return ["string", "boolean"].includes(typeof value) || Number.isFinite(value);
}
