import { byteLength } from "../../text/lengths.ts";
import { isOwnApi } from "../login/audience.ts";
import { setOwn } from "../../text/plain-data.ts";
import { parseUrl } from "../../text/url.ts";

/**
 * Names that Auth0 keeps for itself; such claims never reach a token.
 * Source: https://auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims
 */
const restricted = new Set(
  `acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash client_id cnf cty dest
  entitlements events exp groups gty htm htu iat internalService iss jcard jku jti jwe jwk kid may_act mky nbf
  nonce object_id org_id org_name orig origid permissions roles rph s_hash sid sip_callid sip_cseq_num sip_date
  sip_from_tag sip_via_branch sub sub_jwk toe txn typ uuid vot vtm x5t#S256`.split(/\s+/),
);

const forbiddenHosts = ["auth0.com", "webtask.io", "webtask.run"];

/** Bytes of names and values per token; above, the login fails. */
export const claimsLimit = 100 * 1024;

/**
 * The scope that puts a standard claim into an access token. Claims without an entry need
 * `profile`.
 * Source: https://auth0.com/docs/get-started/apis/scopes/openid-connect-scopes
 */
const claimScopes: Record<string, string> = {
  address: "address",
  email: "email",
  email_verified: "email",
  phone_number: "phone",
  phone_number_verified: "phone",
};
const profileClaims = new Set(
  `address birthdate email email_verified family_name gender given_name locale middle_name name nickname
  phone_number phone_number_verified picture preferred_username profile updated_at website zoneinfo`.split(
    /\s+/,
  ),
);

/** The token that claims are meant for. */
export interface Target {
  /** How warnings call the token. */
  token: "ID token" | "access token";
  /** The API that an access token is for. */
  audience?: string | undefined;
  /** The tenant's own host, beside the one of Auth0. */
  customDomain?: string | undefined;
  /** The scopes of an access token. */
  granted?: readonly string[];
}

export interface FilteredClaims {
  token: string;
  claims: Record<string, unknown>;
  /** One for each claim that was dropped. */
  warnings: string[];
  /** Bytes of names and values. */
  size: number;
}

/**
 * The custom claims that reach a token: without restricted names, without namespaces of Auth0, as
 * JSON.
 * Source: https://auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims
 */
export function filterClaims(given: Record<string, unknown>, target: Target): FilteredClaims {
  const claims: Record<string, unknown> = {};
  const warnings: string[] = [];
  let size = 0;
  for (const [name, value] of Object.entries(given)) {
    const json = JSON.stringify(value) as string | undefined;
    const reason = whyDropped(name, json) ?? whyKeptFromApi(name, target);
    if (reason !== undefined) {
      warnings.push(`the ${target.token} drops the claim ${JSON.stringify(name)}: ${reason}`);
    } else if (json !== undefined) {
      setOwn(claims, name, JSON.parse(json));
      size += byteLength(name) + byteLength(json);
    }
  }
  return { token: target.token, claims, warnings, size };
}

function whyDropped(name: string, json: string | undefined): string | undefined {
  if (json === undefined) {
    return "its value is undefined or a function";
  }
  if (restricted.has(name)) {
    return "Auth0 keeps the name for itself";
  }
  if (name.startsWith("urn:auth0")) {
    return "its namespace belongs to Auth0";
  }
  const host = hostOf(name);
  return host !== undefined &&
    forbiddenHosts.some((end) => host === end || host.endsWith(`.${end}`))
    ? `${host} belongs to Auth0`
    : undefined;
}

/**
 * Access tokens for Auth0's own APIs take no claims without a namespace, others standard claims by
 * scope.
 */
function whyKeptFromApi(name: string, target: Target): string | undefined {
  const { token, audience, customDomain, granted } = target;
  if (token !== "access token") {
    return undefined;
  }
  const isOwn = audience !== undefined && isOwnApi(audience, customDomain);
  if (isOwn && !/^(?:https?:|urn:)/i.test(name)) {
    return `${audience} is an API of Auth0's own and takes no claim without a namespace`;
  }
  if (!profileClaims.has(name)) {
    return undefined;
  }
  const scope = claimScopes[name] ?? "profile";
  return granted?.includes(scope) === false ? `the scope ${scope} is not granted` : undefined;
}

function hostOf(name: string): string | undefined {
  return /^https?:/i.test(name) ? parseUrl(name)?.hostname : undefined;
}
