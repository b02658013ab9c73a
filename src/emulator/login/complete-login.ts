import type { AuthenticationMethod, EventRequest } from "../actions/types/request-types.ts";
import type { EventTransaction } from "../actions/types/transaction-types.ts";
import { audienceOf } from "./audience.ts";
import { copy, isRecord, setOwn } from "../../text/plain-data.ts";
import {
  hasPrompt,
  password,
  refresh,
  splitScopes,
  type HiddenPart,
  type Login,
  type LoginDescription,
} from "./login.ts";

/** What a description does not say. */
interface Known {
  now: Date;
  /** Methods that earlier logins of the user's session recorded. */
  recorded: readonly AuthenticationMethod[];
}

/**
 * Fills the gaps of a description, so that scripts find what has been recorded of real logins.
 * `now` is when the user gave the password. Source:
 * https://auth0.com/docs/customize/rules/context-object and
 * https://github.com/abbaspour/rules-wrapper (a recorded event with its context)
 */
export function completeLogin(description: LoginDescription, known: Known): Login {
  const protocol = description.protocol ?? "oidc-basic-profile";
  const isRefresh = protocol === refresh;
  const client = merge(sampleClient(), description.client);
  const request = completeRequest(description, sampleRequest(protocol, client.client_id));
  const { prompt } = description;
  return {
    agent: partOf(description.agent),
    anonymous_session: partOf(description.anonymous_session),
    experiment: partOf(description.experiment),
    client,
    connection: merge(sampleConnection(), description.connection),
    connection_options: partOf(description.connection_options, {}),
    sso: objectOf(description.sso, { with_auth0: false, with_dbconn: false }),
    request,
    protocol,
    prompt: typeof prompt === "string" ? undefined : partOf(prompt),
    stats: partOf(description.stats),
    authentication: objectOf(
      description.authentication,
      isRefresh ? undefined : passwordLogin(known),
    ),
    authorization: objectOf(description.authorization, { roles: [] }),
    organization: partOf(description.organization),
    resource_server: partOf(description.resource_server, requestedApi(description)),
    refresh_token: partOf(description.refresh_token, isRefresh ? { id: "rt_0a1b2c3d" } : undefined),
    session: isRefresh ? undefined : objectOf(description.session, { id: "0a1b2c3d-session" }),
    session_transfer_token: partOf(description.session_transfer_token),
    transaction: completeTransaction(description, protocol, request),
    tenant: { id: description.tenant?.id ?? "example" },
    custom_domain: partOf(description.custom_domain),
    security_context: partOf(description.security_context),
    groups: partOf(description.groups) ?? [],
    factors: partOf(description.factors),
    granted_scopes: partOf(description.granted_scopes) ?? {},
    challenge: description.challenge ?? "passes",
    hidden: hideable.filter((part) => description[part] === null),
  };
}

const hideable: readonly HiddenPart[] = ["client", "connection", "stats", "tenant", "transaction"];

/** A copy of a part as it is described, or the sample unless null takes the part away. */
function partOf<T>(given: unknown, sample?: T): T | undefined {
  if (given === null) {
    return undefined;
  }
  return given === undefined ? sample : (withoutNulls(given) as T);
}

/**
 * A part with what the sample has beside it, unless null takes the part away; nothing if there is
 * neither.
 */
function objectOf<T extends object>(
  given: object | null | undefined,
  sample: T | undefined,
): T | undefined {
  if (given === null || (given === undefined && sample === undefined)) {
    return undefined;
  }
  return merge(sample ?? ({} as T), given);
}

/** A deep copy without the keys that are null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (!isRecord(value) || value instanceof Date) {
    return copy(value);
  }
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== null) {
      setOwn(kept, key, withoutNulls(item));
    }
  }
  return kept;
}

function sampleClient(): Login["client"] {
  return { client_id: "0a1b2c3d4e5f6a7b8c9d", name: "Example App", metadata: {} };
}

function sampleConnection(): Login["connection"] {
  return {
    id: "con_0a1b2c3d4e5f6a7b",
    name: "Username-Password-Authentication",
    strategy: "auth0",
    metadata: {},
  };
}

function completeRequest(
  { request, prompt }: LoginDescription,
  sample: Partial<EventRequest>,
): Partial<EventRequest> | undefined {
  if (request === null) {
    return undefined;
  }
  const complete = merge(sample, request);
  if (typeof prompt === "string") {
    complete.query = { ...complete.query, prompt };
  }
  return complete;
}

function requestedApi(description: LoginDescription): Login["resource_server"] {
  const identifier = audienceOf(description);
  return identifier === undefined ? undefined : { identifier };
}

function sampleRequest(protocol: string, clientId: string): Partial<EventRequest> {
  const grant = sampleGrant(protocol);
  return {
    ip: "203.0.113.7",
    method: grant ? "POST" : "GET",
    query: grant ? {} : sampleQuery(protocol, clientId),
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
      subdivisionCode: "BE",
      subdivisionName: "Land Berlin",
      timeZone: "Europe/Berlin",
    },
  };
}

/** What each OpenID Connect flow asks for. */
const responseTypes: Readonly<Record<string, string>> = {
  "oidc-basic-profile": "code",
  "oidc-implicit-profile": "id_token token",
  "oidc-hybrid-profile": "code id_token",
};

function sampleQuery(protocol: string, clientId: string): Record<string, string> {
  const query = { client_id: clientId, scope: usualScope };
  const type = responseTypes[protocol];
  return type === undefined
    ? query
    : { ...query, protocol: "oauth2", redirect_uri: usualCallback, response_type: type };
}

/** What the sample application asks for. */
const usualScope = "openid profile email";

/** Where the sample application gets its answer. */
const usualCallback = "https://app.example.com/callback";

function sampleGrant(protocol: string): Record<string, unknown> | undefined {
  if (protocol === refresh) {
    return { grant_type: "refresh_token" };
  }
  return password.has(protocol) ? { grant_type: "password", scope: usualScope } : undefined;
}

function passwordLogin({ now, recorded }: Known): NonNullable<Login["authentication"]> {
  return { methods: [{ name: "pwd", timestamp: now.toISOString() }, ...copy([...recorded])] };
}

function completeTransaction(
  { transaction, prompt }: LoginDescription,
  protocol: string,
  request: Login["request"],
): EventTransaction {
  const bare = { acr_values: [], locale: "en", ui_locales: [] };
  // Actions know the return from a redirect by the handler that is called.
  const own = protocol === "redirect-callback" ? "oidc-basic-profile" : protocol;
  if (transaction === null) {
    return { ...bare, protocol: own };
  }
  const { scope, redirect_uri: uri = usualCallback, response_type: type } = request?.query ?? {};
  const usual = responseTypes[own];
  const types = type === undefined || type === usual ? usual?.split(" ") : splitScopes(type);
  const asked = typeof prompt === "string" ? prompt : request?.query?.["prompt"];
  const levels = request?.query?.["acr_values"] ?? request?.body?.["acr_values"];
  const sample: EventTransaction = {
    ...bare,
    acr_values: splitScopes(levels) ?? [],
    id: "0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d",
    metadata: {},
    protocol: own,
  };
  if (hasPrompt(protocol)) {
    sample.prompt = splitScopes(asked) ?? [];
  }
  if (types && typeof uri === "string") {
    sample.redirect_uri = uri;
  }
  if (types) {
    sample.response_type = types;
  }
  if (!password.has(protocol)) {
    sample.requested_scopes =
      (scope === usualScope ? undefined : splitScopes(scope)) ?? usualScope.split(" ");
  }
  return merge(sample, transaction);
}

/** A sample with what the description gives, without what it takes away. */
function merge<T extends object>(sample: T, given: object | null | undefined): T {
  if (!given) {
    return sample;
  }
  const merged = { ...sample } as Record<string, unknown>;
  for (const [key, value] of Object.entries(given)) {
    if (value === null) {
      Reflect.deleteProperty(merged, key);
    } else if (value !== undefined) {
      setOwn(merged, key, withoutNulls(value));
    }
  }
  return merged as T;
}
