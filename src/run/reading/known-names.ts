import type { ManagementClient } from "../../emulator/users/management.ts";
import type { PostLoginEvent } from "../../emulator/actions/types/event-types.ts";
import type { EventUser } from "../../emulator/actions/types/user-types.ts";
import type { RuleContext, RuleUser } from "../../emulator/rules/types.ts";
import type { PostLoginApi } from "../../emulator/actions/types/api-types.ts";

/** Text, a number, a function, or an object whose members may have any name. */
export type Anything = "anything";

/**
 * What has members: by name what each is. With `*` it may have others, too; `[]` is what a list
 * holds.
 */
export type Known = Anything | { readonly [name: string]: Known };

/** The same with members. */
export type KnownObject = Exclude<Known, Anything>;

/** The names of the members that are known. */
export function namesOf(known: KnownObject): string[] {
  return Object.keys(known).filter((name) => name !== "*");
}

/** The properties of a type that have a name of their own. */
type Named<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };

/** The members of a type, and no others. */
export type Members<T> = { readonly [K in Named<T>]-?: KnownOf<NonNullable<T[K]>> };

/** A type as the table says it. */
export type KnownOf<T> = unknown extends T
  ? Anything
  : T extends (...given: never[]) => unknown
    ? Anything
    : T extends readonly (infer Item)[]
      ? ListOf<KnownOf<Item>>
      : T extends object
        ? ObjectOf<T>
        : Anything;

type ListOf<Item> = Item extends Anything ? Anything : { readonly "[]": Item };

type ObjectOf<T> = string extends keyof T
  ? [Named<T>] extends [never]
    ? Anything
    : Members<T> & { readonly "*": Anything }
  : Members<T>;

const any = "anything";

const identities = {
  "[]": {
    connection: any,
    provider: any,
    user_id: any,
    isSocial: any,
    profileData: any,
    "*": any,
  },
} as const;

const profile = {
  user_id: any,
  email: any,
  email_verified: any,
  name: any,
  nickname: any,
  given_name: any,
  family_name: any,
  picture: any,
  username: any,
  phone_number: any,
  phone_verified: any,
  created_at: any,
  updated_at: any,
  last_password_reset: any,
  identities,
  app_metadata: any,
  user_metadata: any,
  multifactor: any,
  "*": any,
} as const;

const riskAssessment = {
  confidence: any,
  version: any,
  assessments: any,
  supplemental: any,
} as const;

/** The user of a rule. Connections add members of any name. */
export const ruleUserNames = profile satisfies KnownOf<RuleUser>;

/** The user of an event. Connections add members of any name. */
export const eventUserNames = {
  ...profile,
  enrolledFactors: { "[]": { type: any, options: any } },
} as const satisfies KnownOf<EventUser>;

/** The context of a rule. It has no others, but rules add theirs. */
export const contextNames = {
  tenant: any,
  clientID: any,
  clientName: any,
  clientMetadata: any,
  connectionID: any,
  connection: any,
  connectionStrategy: any,
  connectionOptions: any,
  connectionMetadata: any,
  samlConfiguration: any,
  jwtConfiguration: any,
  protocol: any,
  original_protocol: any,
  locale: any,
  stats: { loginsCount: any },
  sso: { with_auth0: any, with_dbconn: any, current_clients: any },
  accessToken: any,
  idToken: any,
  multifactor: any,
  redirect: { url: any },
  sessionID: any,
  auth0SessionId: any,
  request: {
    userAgent: any,
    ip: any,
    hostname: any,
    method: any,
    query: any,
    body: any,
    geoip: {
      country_code: any,
      country_code3: any,
      country_name: any,
      city_name: any,
      latitude: any,
      longitude: any,
      time_zone: any,
      continent_code: any,
      subdivision_code: any,
      subdivision_name: any,
    },
  },
  primaryUser: any,
  authentication: { methods: { "[]": { name: any, timestamp: any, "*": any } } },
  authorization: { roles: any },
  organization: { id: any, name: any, metadata: any },
  riskAssessment,
} as const satisfies Members<RuleContext>;

const geoip = {
  cityName: any,
  continentCode: any,
  countryCode: any,
  countryCode3: any,
  countryName: any,
  latitude: any,
  longitude: any,
  subdivisionCode: any,
  subdivisionName: any,
  timeZone: any,
  "*": any,
} as const;

const device = {
  initial_asn: any,
  initial_ip: any,
  initial_user_agent: any,
  last_asn: any,
  last_ip: any,
  last_user_agent: any,
} as const;

/** The event of an action. */
export const eventNames = {
  agent: { agent_id: any, name: any, agent_metadata: any },
  anonymous_session: any,
  authentication: {
    methods: { "[]": { name: any, timestamp: any, type: any, "*": any } },
    riskAssessment,
  },
  authorization: { roles: any },
  client: {
    client_id: any,
    name: any,
    metadata: any,
    refresh_token: { policies: { "[]": { audience: any, scope: any } } },
    authentication: any,
    external_client_id: any,
    external_metadata_type: any,
  },
  configuration: {},
  connection: { id: any, name: any, strategy: any, metadata: any },
  custom_domain: { domain: any, domain_metadata: any },
  experiment: {
    experiment_id: any,
    variation_id: any,
    config: any,
    is_control: any,
    "*": any,
  },
  organization: { id: any, name: any, display_name: any, metadata: any, "*": any },
  prompt: { id: any, fields: any, vars: any },
  refresh_token: {
    id: any,
    access: any,
    client_id: any,
    created_at: any,
    device,
    expires_at: any,
    idle_expires_at: any,
    last_exchanged_at: any,
    metadata: any,
    resource_servers: { "[]": { audience: any, scopes: any } },
    rotating: any,
    session_id: any,
    session_transfer: any,
    user_id: any,
  },
  request: {
    ip: any,
    method: any,
    query: any,
    body: any,
    geoip,
    hostname: any,
    language: any,
    user_agent: any,
    asn: any,
  },
  resource_server: { identifier: any },
  secrets: any,
  security_context: { ja3: any, ja4: any },
  session: {
    id: any,
    actor: any,
    authenticated_at: any,
    clients: { "[]": { client_id: any } },
    cookie: { mode: any },
    created_at: any,
    device,
    expires_at: any,
    idle_expires_at: any,
    last_interacted_at: any,
    metadata: any,
    session_transfer: any,
    updated_at: any,
    user_id: any,
  },
  session_transfer_token: {
    client_id: any,
    scope: any,
    request: { ip: any, asn: any, user_agent: any, geoip },
  },
  stats: { logins_count: any },
  tenant: { id: any },
  transaction: {
    id: any,
    acr_values: any,
    correlation_id: any,
    linking_id: any,
    locale: any,
    login_hint: any,
    metadata: any,
    prompt: any,
    protocol: any,
    redirect_uri: any,
    requested_authorization_details: any,
    requested_scopes: any,
    response_mode: any,
    response_type: any,
    state: any,
    target_scopes: any,
    ui_locales: any,
    actor: any,
    actor_token_type: any,
    subject_token_type: any,
    "*": any,
  },
  user: eventUserNames,
} as const satisfies Members<PostLoginEvent>;

const lifetime = {
  revoke: any,
  setExpiresAt: any,
  setIdleExpiresAt: any,
  setMetadata: any,
  deleteMetadata: any,
  evictMetadata: any,
} as const;

/** The api of an action. */
export const apiNames = {
  access: { deny: any },
  accessToken: { setCustomClaim: any, addScope: any, removeScope: any },
  authentication: {
    challengeWith: any,
    challengeWithAny: any,
    enrollWith: any,
    enrollWithAny: any,
    recordMethod: any,
    setPrimaryUser: any,
  },
  cache: { get: any, set: any, delete: any },
  groups: { getUserGroups: any, hasGroupMembership: any },
  idToken: { setCustomClaim: any },
  multifactor: { enable: any },
  prompt: { render: any },
  redirect: { canRedirect: any, encodeToken: any, sendUserTo: any, validateToken: any },
  refreshToken: lifetime,
  roles: {
    getUserEffectiveRoles: any,
    getUserEffectiveRolesByIds: any,
    getUserEffectiveRolesByNames: any,
  },
  rules: { wasExecuted: any },
  samlResponse: {
    setAttribute: any,
    setAudience: any,
    setRecipient: any,
    setCreateUpnClaim: any,
    setPassthroughClaimsWithNoMapping: any,
    setMapUnknownClaimsAsIs: any,
    setMapIdentities: any,
    setSignatureAlgorithm: any,
    setDigestAlgorithm: any,
    setDestination: any,
    setLifetimeInSeconds: any,
    setSignResponse: any,
    setNameIdentifierFormat: any,
    setNameIdentifierProbes: any,
    setAuthnContextClassRef: any,
    setSigningCert: any,
    setIncludeAttributeNameFormat: any,
    setTypedAttributes: any,
    setEncryptionCert: any,
    setEncryptionPublicKey: any,
    setCert: any,
    setKey: any,
    setRelayState: any,
    setIssuer: any,
    setEncryptionAlgorithm: any,
  },
  session: { ...lifetime, setCookieMode: any },
  transaction: {
    setMetadata: any,
    addTargetScope: any,
    removeTargetScope: any,
    setTargetScopes: any,
    clearTargetScopes: any,
  },
  user: { setAppMetadata: any, setUserMetadata: any },
  validation: { error: any },
} as const satisfies Members<PostLoginApi>;

/** What a rule's `auth0` has. The real one may have more, which is written down nowhere. */
export const auth0Names = {
  accessToken: any,
  domain: any,
  baseUrl: any,
  users: { updateUserMetadata: any, updateAppMetadata: any },
  "*": any,
} as const satisfies Members<ManagementClient> & { "*": Anything };
