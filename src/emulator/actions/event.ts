import { copy, withoutUndefined } from "../../text/plain-data.ts";
import type { Login, User } from "../login/login.ts";
import { withoutNullParts } from "../users/user.ts";
import type { Identity } from "../rules/types.ts";
import type { EventRequest } from "./types/request-types.ts";
import type { PostLoginEvent } from "./types/event-types.ts";
import type { EventUser } from "./types/user-types.ts";

/**
 * What an event says beside the login: the stored user, its number of logins, the action's
 * settings.
 */
export interface EventSources {
  user: User;
  loginsCount: number;
  secrets: Record<string, string>;
}

/**
 * The `event` of an action, fresh at each call.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export function postLoginEvent(login: Login, sources: EventSources): PostLoginEvent {
  const event: PostLoginEvent = withoutUndefined({
    agent: copy(login.agent),
    anonymous_session: copy(login.anonymous_session),
    authentication: copy(login.authentication),
    authorization: copy(login.authorization),
    client: { ...copy(login.client), metadata: { ...login.client.metadata } },
    configuration: {},
    connection: copy(login.connection),
    custom_domain: copy(login.custom_domain),
    experiment: copy(login.experiment) ?? null,
    organization: copy(login.organization),
    prompt: copy(login.prompt),
    refresh_token: copy(login.refresh_token),
    request: eventRequest(login.request),
    resource_server: copy(login.resource_server),
    secrets: { ...sources.secrets },
    security_context: copy(login.security_context),
    session: copy(login.session),
    session_transfer_token: copy(login.session_transfer_token),
    stats: { logins_count: login.stats?.logins_count ?? sources.loginsCount },
    tenant: copy(login.tenant),
    transaction: copy(login.transaction),
    user: eventUser(sources.user),
  });
  for (const part of login.hidden) {
    Reflect.deleteProperty(event, part);
  }
  return event;
}

/** Address, method, query, body and place are always there, if only empty. */
function eventRequest(request: Login["request"]): EventRequest {
  const { query = {}, body = {}, ...others } = copy(request) ?? {};
  return {
    ip: "",
    method: "GET",
    geoip: {},
    ...others,
    query: without(secretParameters, query),
    body: without(secretParameters, body),
  };
}

/** Source: https://auth0.com/docs/troubleshoot/product-lifecycle/deprecations-and-migrations */
const secretParameters = new Set([
  "auth_session",
  "authn_response",
  "client_secret",
  "client_assertion",
  "refresh_token",
]);

function eventUser(stored: User): EventUser {
  const user = withoutNullParts(copy(stored));
  return {
    // What a user is enrolled in is empty rather than absent in recorded events, unless null says
    // that it is absent.
    ...(stored["multifactor"] !== null && { multifactor: [] }),
    ...(stored["enrolledFactors"] !== null && { enrolledFactors: [] }),
    ...user,
    created_at: user.created_at ?? "2024-01-01T00:00:00.000Z",
    updated_at: user.updated_at ?? "2024-01-01T00:00:00.000Z",
    email_verified: user.email_verified ?? false,
    identities: (user.identities ?? []).map(withoutTokens),
    app_metadata: user.app_metadata ?? {},
    user_metadata: user.user_metadata ?? {},
  };
}

/** Tokens of the provider are for rules only. Source: https://auth0.com/docs/customize/actions/limitations */
function withoutTokens(identity: Identity): Identity {
  return without(providerTokens, identity);
}

function without(keys: ReadonlySet<string>, object: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)));
}

const providerTokens = new Set(["access_token", "access_token_secret", "refresh_token"]);
