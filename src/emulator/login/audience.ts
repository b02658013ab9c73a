import { samlProtocols, type LoginDescription } from "./login.ts";
import { parseUrl } from "../../text/url.ts";

/**
 * The API that a login asks for: as it is described, else the parameter `audience` of its request;
 * undefined if it asks for none. Source: https://auth0.com/docs/get-started/apis/api-settings
 * ("Identifier")
 */
export function audienceOf({
  request,
  resource_server: api,
}: Pick<LoginDescription, "request" | "resource_server">): string | undefined {
  if (api !== undefined) {
    return api?.identifier ?? undefined;
  }
  const asked = request?.query?.["audience"] ?? request?.body?.["audience"];
  return typeof asked === "string" && asked !== "" ? asked : undefined;
}

/** Whether a login ends with an access token: SAML and WS-Federation have none. */
export function hasAccessToken({ protocol, transaction }: LoginDescription): boolean {
  return !samlProtocols.has(transaction?.protocol ?? protocol ?? "");
}

/**
 * Whether nobody but Auth0 can read an access token: without an API of its own, or for `/userinfo`
 * alone, it is opaque.
 * Source: https://auth0.com/docs/secure/tokens/access-tokens
 */
export function isOpaque(audience: string | undefined): boolean {
  return audience === undefined || /^https:\/\/[^/]+\/userinfo\/?$/.test(audience);
}

/**
 * Whether an API is one of Auth0's own, such as the Management API. A custom domain is one of the
 * tenant's.
 */
export function isOwnApi(audience: string, customDomain: string | undefined): boolean {
  const url = parseUrl(audience);
  if (!url) {
    return false;
  }
  const { hostname, pathname } = url;
  const isTenant = hostname.endsWith(".auth0.com") || hostname === customDomain;
  return isTenant && /^\/(?:api|api\/v2|mfa|me|my-org)\/?$/.test(pathname);
}
