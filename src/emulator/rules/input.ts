import type { Geoip } from "../actions/types/request-types.ts";
import { copy, isRecord, withoutUndefined } from "../../text/plain-data.ts";
import { isReturn, type HiddenPart, type Login, type User } from "../login/login.ts";
import { withoutNullParts } from "../users/user.ts";
import type { Session } from "../login/session.ts";
import type { RuleContext, RuleGeoip, RuleRequest, RuleUser } from "./types.ts";

/**
 * The `user` of the first rule: a copy of the stored one, with `app_metadata` merged into its root,
 * where it wins.
 * Source: https://auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data
 */
export function ruleUser(stored: User): RuleUser {
  const user = withoutNullParts(copy(stored));
  const merged = isRecord(user.app_metadata) ? copy(user.app_metadata) : {};
  return { ...user, ...merged, user_id: user.user_id };
}

/**
 * What rules have changed of the user without storing it. The documentation says that it is still
 * there after a redirect; a tenant can be told otherwise. Source:
 * https://auth0.com/docs/customize/rules/redirect-users
 */
export function userEdits(user: RuleUser, session: Session): Partial<RuleUser> {
  const { keepsRuleEdits, userId } = session.facts;
  const stored = session.runtime.management.store.find(userId);
  if (!stored || !keepsRuleEdits) {
    return {};
  }
  const fresh = ruleUser(stored);
  return Object.fromEntries(
    Object.entries(user).filter(
      ([key, value]) =>
        !/^(?:app|user)_metadata$/.test(key) &&
        JSON.stringify(value) !== JSON.stringify(fresh[key]),
    ),
  );
}

/**
 * The `context` of the first rule. What a rule would not see is absent, not undefined.
 * Source: https://auth0.com/docs/customize/rules/context-object
 */
export function ruleContext(login: Login, loginsCount: number): RuleContext {
  const { client, connection, organization, session } = login;
  const context: RuleContext = withoutUndefined({
    tenant: login.tenant.id,
    clientID: client.client_id,
    clientName: client.name,
    clientMetadata: copy(client.metadata),
    connectionID: connection.id,
    connection: connection.name,
    connectionStrategy: connection.strategy,
    connectionOptions: copy(login.connection_options),
    connectionMetadata: copy(connection.metadata),
    samlConfiguration: {},
    jwtConfiguration: {},
    protocol: login.protocol,
    ...(isReturn(login) && { original_protocol: login.transaction.protocol }),
    locale: login.transaction.locale,
    stats: { loginsCount: login.stats?.logins_count ?? loginsCount },
    sso: session && ruleSso(login),
    accessToken: {},
    idToken: {},
    sessionID: session?.id,
    auth0SessionId: session?.id,
    request: login.request && ruleRequest(login.request),
    authentication: login.authentication && ruleAuthentication(login.authentication),
    authorization: copy(login.authorization),
    ...(organization && {
      organization: withoutUndefined({
        id: organization.id,
        name: organization.name,
        metadata: copy(organization.metadata),
      }),
    }),
    ...(login.authentication?.riskAssessment && {
      riskAssessment: copy(login.authentication.riskAssessment),
    }),
  });
  for (const part of login.hidden) {
    for (const name of contextKeysByPart[part]) {
      Reflect.deleteProperty(context, name);
    }
  }
  return context;
}

/** What rules see of the parts that a description can hide. */
const contextKeysByPart: Readonly<Record<HiddenPart, readonly (keyof RuleContext)[]>> = {
  client: ["clientID", "clientName", "clientMetadata"],
  connection: ["connectionID", "connection", "connectionStrategy", "connectionMetadata"],
  stats: ["stats"],
  tenant: ["tenant"],
  transaction: ["locale", "original_protocol"],
};

function ruleSso({ sso, session }: Login): RuleContext["sso"] {
  if (!sso) {
    return undefined;
  }
  return { ...sso, current_clients: (session?.clients ?? []).map((item) => item.client_id) };
}

/** A description can take the methods away. */
function ruleAuthentication({
  methods,
}: Partial<NonNullable<Login["authentication"]>>): RuleContext["authentication"] {
  return withoutUndefined({
    methods: methods?.map((method) => ({
      ...copy(method),
      timestamp: Date.parse(method.timestamp),
    })),
  });
}

function ruleRequest(request: NonNullable<Login["request"]>): RuleRequest {
  return withoutUndefined({
    userAgent: request.user_agent,
    ip: request.ip,
    hostname: request.hostname,
    method: request.method,
    query: copy(request.query),
    body: copy(request.body),
    geoip: request.geoip && ruleGeoip(request.geoip),
  });
}

function ruleGeoip(geoip: Geoip): RuleGeoip {
  return withoutUndefined({
    country_code: geoip.countryCode,
    country_code3: geoip.countryCode3,
    country_name: geoip.countryName,
    city_name: geoip.cityName,
    latitude: geoip.latitude,
    longitude: geoip.longitude,
    time_zone: geoip.timeZone,
    continent_code: geoip.continentCode,
    subdivision_code: geoip.subdivisionCode,
    subdivision_name: geoip.subdivisionName,
  });
}
