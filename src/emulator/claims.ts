import { setOwn } from "./copy.ts";

/**
 * Names that Auth0 keeps for itself; such claims never reach a token.
 * Source: https://auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims
 */
const RESTRICTED = new Set(
  `acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash client_id cnf cty dest
  entitlements events exp groups gty htm htu iat internalService iss jcard jku jti jwe jwk kid may_act mky nbf
  nonce object_id org_id org_name orig origid permissions roles rph s_hash sid sip_callid sip_cseq_num sip_date
  sip_from_tag sip_via_branch sub sub_jwk toe txn typ uuid vot vtm x5t#S256`.split(/\s+/),
);

const FORBIDDEN_HOSTS = ["auth0.com", "webtask.io", "webtask.run"];

/** Bytes of names and values per token; above, the login fails. */
export const CLAIMS_LIMIT = 100 * 1024;

export interface FilteredClaims {
  claims: Record<string, unknown>;
  /** One for each claim that was dropped. */
  warnings: string[];
  /** Bytes of names and values. */
  size: number;
}

/**
 * The custom claims that reach a token: without restricted names, without namespaces of Auth0, as JSON.
 * Source: https://auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims
 *
 * @param token how warnings call the token, such as "ID token"
 */
export function filterClaims(given: Record<string, unknown>, token: string): FilteredClaims {
  const claims: Record<string, unknown> = {};
  const warnings: string[] = [];
  let size = 0;
  for (const [name, value] of Object.entries(given)) {
    const json = JSON.stringify(value) as string | undefined;
    const reason = whyDropped(name, json);
    if (reason !== undefined)
      warnings.push(`the ${token} drops the claim ${JSON.stringify(name)}: ${reason}`);
    else if (json !== undefined) {
      setOwn(claims, name, JSON.parse(json));
      size += byteLength(name) + byteLength(json);
    }
  }
  return { claims, warnings, size };
}

function whyDropped(name: string, json: string | undefined): string | undefined {
  if (json === undefined) return "its value is undefined or a function";
  if (RESTRICTED.has(name)) return "Auth0 keeps the name for itself";
  if (name.startsWith("urn:auth0")) return "its namespace belongs to Auth0";
  const host = hostOf(name);
  return host !== undefined &&
    FORBIDDEN_HOSTS.some((end) => host === end || host.endsWith(`.${end}`))
    ? `${host} belongs to Auth0`
    : undefined;
}

function hostOf(name: string): string | undefined {
  return /^https?:/i.test(name) && URL.canParse(name) ? new URL(name).hostname : undefined;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
