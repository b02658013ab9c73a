import type { Geoip } from "./action-types.ts";
import { copy, withoutUndefined } from "./copy.ts";
import { isSaml, type Login, type User } from "./login.ts";
import type { RuleContext, RuleGeoip, RuleRequest, RuleUser } from "./rule-types.ts";

/**
 * The `user` of the first rule: a copy of the stored one, with `app_metadata` merged into its root, where it wins.
 * Source: https://auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data
 */
export function ruleUser(stored: User): RuleUser {
  const user = copy(stored);
  return { ...user, ...copy(user.app_metadata), user_id: user.user_id };
}

/**
 * The `context` of the first rule. What a rule would not see is absent, not undefined.
 * Source: https://auth0.com/docs/customize/rules/context-object
 */
export function ruleContext(login: Login, loginsCount: number): RuleContext {
  const { client, connection, organization } = login;
  return withoutUndefined({
    tenant: login.tenant.id,
    clientID: client.client_id,
    clientName: client.name,
    clientMetadata: copy(client.metadata),
    connectionID: connection.id,
    connection: connection.name,
    connectionStrategy: connection.strategy,
    connectionMetadata: copy(connection.metadata),
    samlConfiguration: isSaml(login) ? {} : undefined,
    protocol: login.protocol,
    stats: { loginsCount: login.stats?.logins_count ?? loginsCount },
    sso: login.session?.clients && {
      current_clients: login.session.clients.map((item) => item.client_id),
    },
    accessToken: {},
    idToken: {},
    sessionID: login.session?.id,
    request: login.request && ruleRequest(login.request),
    authentication: login.authentication && ruleAuthentication(login.authentication),
    authorization: copy(login.authorization),
    organization: organization && {
      id: organization.id,
      name: organization.name,
      metadata: copy(organization.metadata),
    },
    riskAssessment: copy(login.authentication?.riskAssessment),
  });
}

function ruleAuthentication({
  methods,
}: NonNullable<Login["authentication"]>): RuleContext["authentication"] {
  return {
    methods: methods.map((method) => ({
      ...copy(method),
      timestamp: Date.parse(method.timestamp),
    })),
  };
}

function ruleRequest(request: NonNullable<Login["request"]>): RuleRequest {
  return withoutUndefined({
    userAgent: request.user_agent,
    ip: request.ip,
    hostname: request.hostname,
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
