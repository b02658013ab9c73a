import { isRecord, valueAt } from "../text/plain-data.ts";
import type { Geoip } from "../emulator/actions/types/request-types.ts";
import type { LoginDescription, User } from "../emulator/login/login.ts";
import { aUser } from "../emulator/login/samples.ts";

type Json = Readonly<Record<string, unknown>>;

/** The properties of an event that describe the login; the others are of the user, or settings. */
const loginProperties = [
  "agent",
  "anonymous_session",
  "authentication",
  "authorization",
  "client",
  "connection",
  "custom_domain",
  "experiment",
  "organization",
  "prompt",
  "refresh_token",
  "request",
  "resource_server",
  "security_context",
  "session",
  "session_transfer_token",
  "stats",
  "tenant",
  "transaction",
];

/** What the emulator knows of a login and an event does not have, or has in another form. */
export const emulatorProperties = [
  "protocol",
  "prompt",
  "connection_options",
  "sso",
  "groups",
  "factors",
  "challenge",
  "granted_scopes",
] as const;

/** A login in the words of an action's event and in those that only the emulator has. */
export function describeLogin(described: Json): LoginDescription {
  return { ...describeEvent(described), ...pick(described, emulatorProperties) };
}

/**
 * An action's event as the description of a login. What is left out is taken from a sample; null is
 * not there.
 */
export function describeEvent(event: Json): LoginDescription {
  const { transaction } = event;
  const protocol = isRecord(transaction) ? transaction["protocol"] : undefined;
  const described = pick(event, loginProperties);
  return { ...described, ...(typeof protocol === "string" && { protocol }) };
}

/**
 * A rule's context as the description of a login. What rules set themselves in a context is not
 * part of it.
 */
export function describeContext(context: Json): LoginDescription {
  return prune({
    tenant: describeTenant(context["tenant"]),
    client: {
      client_id: context["clientID"],
      name: context["clientName"],
      metadata: context["clientMetadata"],
    },
    connection: {
      id: context["connectionID"],
      name: context["connection"],
      strategy: context["connectionStrategy"],
      metadata: context["connectionMetadata"],
    },
    connection_options: context["connectionOptions"],
    protocol: context["protocol"],
    stats: isRecord(context["stats"])
      ? { logins_count: context["stats"]["loginsCount"] }
      : context["stats"],
    session: describeSession(context),
    sso: describeSso(context["sso"]),
    transaction: describeTransaction(context),
    request: isRecord(context["request"])
      ? describeRequest(context["request"])
      : context["request"],
    authentication: describeAuthentication(context),
    authorization: context["authorization"],
    organization: describeOrganization(context["organization"]),
  });
}

/** Rules see the name; who describes what the tenant has writes an object, as in an event. */
function describeTenant(tenant: unknown): unknown {
  return typeof tenant === "string" ? { id: tenant } : tenant;
}

function describeSession(context: Json): Json | undefined {
  const { sso, sessionID, auth0SessionId: other } = context;
  const clients: unknown = isRecord(sso) ? sso["current_clients"] : undefined;
  const id = sessionID === undefined ? other : sessionID;
  if (id === undefined && !Array.isArray(clients)) {
    return undefined;
  }
  return prune({
    id,
    clients: Array.isArray(clients) ? clients.map((id: unknown) => ({ client_id: id })) : undefined,
  });
}

/** The applications are those of the session. */
function describeSso(sso: unknown): unknown {
  if (!isRecord(sso)) {
    return sso;
  }
  return prune({ with_auth0: sso["with_auth0"], with_dbconn: sso["with_dbconn"] });
}

function describeTransaction({ locale, original_protocol: protocol }: Json): Json | undefined {
  const known = prune({ locale, protocol });
  return Object.keys(known).length === 0 ? undefined : known;
}

function describeRequest(request: Json): Json {
  const geoip = request["geoip"];
  return prune({
    ip: request["ip"],
    method: request["method"],
    hostname: request["hostname"],
    user_agent: request["userAgent"],
    query: request["query"],
    body: request["body"],
    geoip: isRecord(geoip) ? describeGeoip(geoip) : geoip,
  });
}

function describeGeoip(geoip: Json): Geoip {
  return prune({
    countryCode: geoip["country_code"],
    countryCode3: geoip["country_code3"],
    countryName: geoip["country_name"],
    cityName: geoip["city_name"],
    continentCode: geoip["continent_code"],
    subdivisionCode: geoip["subdivision_code"],
    subdivisionName: geoip["subdivision_name"],
    latitude: geoip["latitude"],
    longitude: geoip["longitude"],
    timeZone: geoip["time_zone"],
  });
}

/** Rules see times as numbers, actions as text. */
function describeAuthentication({ authentication, riskAssessment }: Json): unknown {
  if (!isRecord(authentication)) {
    return riskAssessment === undefined ? authentication : { riskAssessment };
  }
  const given: unknown[] = Array.isArray(authentication["methods"])
    ? authentication["methods"]
    : [];
  const methods = given.filter(isRecord).map((method) => ({
    ...method,
    timestamp:
      typeof method["timestamp"] === "number"
        ? new Date(method["timestamp"]).toISOString()
        : method["timestamp"],
  }));
  return prune({ methods, riskAssessment });
}

function describeOrganization(organization: unknown): unknown {
  if (!isRecord(organization)) {
    return organization;
  }
  return { display_name: organization["name"], metadata: {}, ...organization };
}

/** The user of a file; one without an id gets that of the sample. */
export function describeUser(user: Json): User {
  const { user_id: id } = aUser();
  return { ...user, user_id: typeof user["user_id"] === "string" ? user["user_id"] : id };
}

/**
 * What is an object wherever a login has it, by its path from the user and the parts of the login.
 */
const objects = `user.app_metadata user.user_metadata agent authentication authorization client
  client.metadata connection connection.metadata connection_options organization refresh_token
  request request.body request.geoip request.query security_context session stats tenant
  transaction experiment granted_scopes`.split(/\s+/);

/** The same for lists. */
const lists = `user.enrolledFactors user.identities user.multifactor authentication.methods
  authorization.roles factors groups session.clients tenant.applications tenant.connections
  tenant.custom_domains tenant.organizations tenant.permissions tenant.roles tenant.sessions tenant.tokens
  tenant.users transaction.acr_values transaction.prompt transaction.requested_scopes
  transaction.target_scopes transaction.ui_locales granted_scopes.client
  granted_scopes.user`.split(/\s+/);

/**
 * Which part of a login has the wrong shape, in a sentence; undefined if none has. Null is a part
 * that is not there.
 */
export function findWrongShape(user: User, login: LoginDescription): string | undefined {
  const all = { ...login, user };
  const findWrong = (paths: readonly string[], isRight: (part: unknown) => boolean) =>
    paths.find((path) => !isRight(valueAt(all, path) ?? undefined));
  const object = findWrong(objects, (part) => part === undefined || isRecord(part));
  if (object !== undefined) {
    return `${object} is not an object`;
  }
  const list = findWrong(lists, (part) => part === undefined || Array.isArray(part));
  return list === undefined ? undefined : `${list} is not a list`;
}

/**
 * The settings in an event, or those that the Deploy CLI lists in an action's file: only what is
 * text.
 */
export function describeSecrets(secrets: unknown): Record<string, string> {
  const list: unknown[] = Array.isArray(secrets) ? secrets : [];
  const listed = list.filter(isRecord).map(({ name, value }) => [String(name), value] as const);
  const entries = [...Object.entries(isRecord(secrets) ? secrets : {}), ...listed];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function pick(from: Json, keys: readonly string[]): Json {
  return prune(Object.fromEntries(keys.map((key) => [key, from[key]])));
}

/** Without what is undefined, in the object and in the objects right in it. */
function prune(value: Json): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}
