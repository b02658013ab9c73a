import type { AuthenticationMethod, EventRequest } from "./actions/request-types.ts";
import type { EventTransaction } from "./actions/transaction-types.ts";
import { copy, withoutUndefined } from "./copy.ts";
import { PASSWORD, REFRESH, splitScopes, type Login, type LoginDescription } from "./login.ts";

/** What a description does not say. */
interface Known {
  now: Date;
  /** Methods that earlier logins of the user's session recorded. */
  recorded: readonly AuthenticationMethod[];
}

/** Fills the gaps of a description. `now` is when the user gave the password. */
export function completeLogin(description: LoginDescription, { now, recorded }: Known): Login {
  const protocol = description.protocol ?? "oidc-basic-profile";
  const given = pickGiven(description);
  const request = completeRequest(description, protocol);
  return {
    agent: given.agent,
    client: merge({ client_id: "0a1b2c3d4e5f6a7b8c9d", name: "Example App" }, description.client),
    connection: merge(sampleConnection(), description.connection),
    connection_options: given.connection_options,
    request,
    protocol,
    prompt: typeof given.prompt === "object" ? given.prompt : undefined,
    stats: description.stats,
    authentication: completeAuthentication(description, protocol, { now, recorded }),
    authorization: given.authorization ?? undefined,
    organization: given.organization,
    resource_server: given.resource_server,
    refresh_token:
      given.refresh_token ?? (protocol === REFRESH ? { id: "rt_0a1b2c3d" } : undefined),
    session:
      given.session === null || protocol === REFRESH
        ? undefined
        : (given.session ?? { id: "0a1b2c3d-session" }),
    session_transfer_token: given.session_transfer_token,
    transaction: completeTransaction(description, protocol, request),
    tenant: given.tenant ?? { id: "example" },
    custom_domain: given.custom_domain,
    security_context: given.security_context,
    groups: given.groups ?? [],
    factors: given.factors,
    challenge: description.challenge ?? "passes",
  };
}

const COPIED = [
  "agent",
  "connection_options",
  "authorization",
  "organization",
  "resource_server",
  "refresh_token",
  "session",
  "session_transfer_token",
  "tenant",
  "custom_domain",
  "security_context",
  "groups",
  "factors",
  "prompt",
] as const;

/** Copies of the parts that a login takes over as they are; a login's options hold more than its description. */
function pickGiven(description: LoginDescription): Pick<LoginDescription, (typeof COPIED)[number]> {
  const given: Record<string, unknown> = {};
  for (const key of COPIED) if (description[key] !== undefined) given[key] = copy(description[key]);
  return given;
}

function sampleConnection(): Login["connection"] {
  return {
    id: "con_0a1b2c3d4e5f6a7b",
    name: "Username-Password-Authentication",
    strategy: "auth0",
  };
}

function completeRequest(
  { request, prompt }: LoginDescription,
  protocol: string,
): Partial<EventRequest> | undefined {
  if (request === null) return undefined;
  const complete = merge(sampleRequest(protocol), request);
  if (typeof prompt === "string") complete.query = { ...complete.query, prompt };
  return complete;
}

function sampleRequest(protocol: string): Partial<EventRequest> {
  const grant = sampleGrant(protocol);
  return {
    ip: "203.0.113.7",
    method: grant ? "POST" : "GET",
    query: grant ? {} : { client_id: "0a1b2c3d4e5f6a7b8c9d", scope: "openid profile email" },
    body: grant ?? {},
    hostname: "example.auth0.com",
    user_agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36",
    geoip: {
      cityName: "Berlin",
      continentCode: "EU",
      countryCode: "DE",
      countryCode3: "DEU",
      countryName: "Germany",
      latitude: 52.52,
      longitude: 13.4,
      timeZone: "Europe/Berlin",
    },
  };
}

function sampleGrant(protocol: string): Record<string, unknown> | undefined {
  if (protocol === REFRESH) return { grant_type: "refresh_token" };
  return PASSWORD.has(protocol)
    ? { grant_type: "password", scope: "openid profile email" }
    : undefined;
}

function completeAuthentication(
  { authentication }: LoginDescription,
  protocol: string,
  { now, recorded }: Known,
): Login["authentication"] {
  if (authentication) return copy(authentication);
  if (authentication === null || protocol === REFRESH) return undefined;
  return { methods: [{ name: "pwd", timestamp: now.toISOString() }, ...copy([...recorded])] };
}

function completeTransaction(
  { transaction, prompt }: LoginDescription,
  protocol: string,
  request: Login["request"],
): EventTransaction {
  const scopes = splitScopes(request?.query?.["scope"]) ?? ["openid", "profile", "email"];
  return withoutUndefined({
    acr_values: [],
    locale: "en",
    ui_locales: [],
    requested_scopes: PASSWORD.has(protocol) ? undefined : scopes,
    prompt: typeof prompt === "string" ? [prompt] : undefined,
    // Actions know the return from a redirect by the handler that is called.
    protocol: protocol === "redirect-callback" ? "oidc-basic-profile" : protocol,
    ...copy(transaction),
  });
}

/** A sample with what the description gives, without what it takes away. */
function merge<T extends object>(sample: T, given: object | undefined): T {
  const merged = { ...sample } as Record<string, unknown>;
  for (const [key, value] of Object.entries(given ?? {})) {
    if (value === null) Reflect.deleteProperty(merged, key);
    else if (value !== undefined) merged[key] = copy(value as unknown);
  }
  return merged as T;
}
