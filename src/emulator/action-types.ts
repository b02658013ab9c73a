import type { Identity } from "./rule-types.ts";

type Metadata = Record<string, unknown>;

/** One method of authentication in the current session. */
export interface AuthenticationMethod {
  /** `federated`, `pwd`, `passkey`, `sms`, `email`, `phone_number`, `mock`, `mfa`, or a URL. */
  name: string;
  /** ISO 8601. */
  timestamp: string;
  [key: string]: unknown;
}

/** Where a request came from; empty when unknown. */
export interface Geoip {
  cityName?: string;
  continentCode?: string;
  countryCode?: string;
  countryCode3?: string;
  countryName?: string;
  latitude?: number;
  longitude?: number;
  subdivisionCode?: string;
  subdivisionName?: string;
  timeZone?: string;
}

/** The request of the login, or of the return to `/continue`. */
export interface EventRequest {
  ip: string;
  method: string;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  geoip: Geoip;
  hostname?: string;
  language?: string;
  user_agent?: string;
  asn?: string;
}

/** The user of a login, as an action sees it. */
export interface EventUser {
  user_id: string;
  created_at: string;
  updated_at: string;
  email_verified: boolean;
  identities: Identity[];
  /** Always an object, unlike in rules. */
  app_metadata: Metadata;
  /** Always an object, unlike in rules. The user may edit it: never authorize on it. */
  user_metadata: Metadata;
  email?: string;
  family_name?: string;
  given_name?: string;
  name?: string;
  nickname?: string;
  picture?: string;
  username?: string;
  phone_number?: string;
  phone_verified?: boolean;
  last_password_reset?: string;
  multifactor?: string[];
  [key: string]: unknown;
}

/** The OAuth, SAML or WS-Federation transaction of a login. */
export interface EventTransaction {
  id?: string;
  protocol?: string;
  acr_values: string[];
  locale: string;
  login_hint?: string;
  /** Strings, numbers and booleans that outlive a redirect. */
  metadata?: Record<string, string | number | boolean>;
  prompt?: string[];
  redirect_uri?: string;
  /** Absent for a password grant. */
  requested_scopes?: string[];
  response_mode?: string;
  response_type?: string[];
  state?: string;
  ui_locales: string[];
  [key: string]: unknown;
}

/**
 * The login as an action sees it.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/event-object
 */
export interface PostLoginEvent {
  /** Absent in a refresh token exchange. */
  authentication?: { methods: AuthenticationMethod[]; riskAssessment?: Record<string, unknown> };
  /** Names of the user's roles. */
  authorization?: { roles: string[] };
  client: { client_id: string; name: string; metadata: Record<string, string> };
  connection: { id: string; name: string; strategy: string; metadata?: Record<string, string> };
  custom_domain?: { domain: string; domain_metadata: Record<string, string> };
  organization?: {
    id: string;
    name: string;
    display_name: string;
    metadata: Record<string, string>;
  };
  /** The refresh token of the exchange. */
  refresh_token?: { id: string; [key: string]: unknown };
  /** A new one when the user returns from a redirect. */
  request: EventRequest;
  /** The API that the access token is for. */
  resource_server?: { identifier: string };
  /** The settings of this action. */
  secrets: Record<string, string>;
  security_context?: { ja3?: string; ja4?: string };
  session?: { id: string; clients?: { client_id: string }[]; [key: string]: unknown };
  stats: { logins_count: number };
  tenant: { id: string };
  transaction?: EventTransaction;
  user: EventUser;
}

/** What `api.cache.set` answers; it never throws. */
export type CacheResult =
  { type: "success"; record: CacheRecord } | { type: "error"; code: string };

/** A value in the cache and when it goes, in milliseconds since 1970. */
export interface CacheRecord {
  value: string;
  expires_at: number;
}

/** The settings of a SAML response that an action can set, as the setters are named. */
export type SamlSetting =
  | "Audience"
  | "Recipient"
  | "CreateUpnClaim"
  | "PassthroughClaimsWithNoMapping"
  | "MapUnknownClaimsAsIs"
  | "MapIdentities"
  | "SignatureAlgorithm"
  | "DigestAlgorithm"
  | "Destination"
  | "LifetimeInSeconds"
  | "SignResponse"
  | "NameIdentifierFormat"
  | "NameIdentifierProbes"
  | "AuthnContextClassRef"
  | "SigningCert"
  | "IncludeAttributeNameFormat"
  | "TypedAttributes"
  | "EncryptionCert"
  | "EncryptionPublicKey"
  | "Cert"
  | "Key"
  | "RelayState"
  | "Issuer"
  | "EncryptionAlgorithm";

/** Setters of the SAML response; the last call wins. */
export type SamlResponse = Record<`set${SamlSetting}`, (value: unknown) => PostLoginApi> & {
  /** Takes a value, not the name of a profile attribute; null removes the attribute. */
  setAttribute(name: string, value: unknown): PostLoginApi;
};

/**
 * What an action can do to a login. Most calls are queued and take effect after the action.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/api-object
 */
export interface PostLoginApi {
  access: {
    /** Refuses the login after this action; its metadata writes are kept, later actions do not run. */
    deny(reason: string): PostLoginApi;
  };
  accessToken: {
    setCustomClaim(name: string, value: unknown): PostLoginApi;
    addScope(scope: string): PostLoginApi;
    removeScope(scope: string): PostLoginApi;
  };
  idToken: { setCustomClaim(name: string, value: unknown): PostLoginApi };
  authentication: {
    /** Once per transaction; the metadata writes of the same action are lost. */
    setPrimaryUser(userId: string): void;
  };
  cache: {
    get(key: string): CacheRecord | undefined;
    /** Lives 15 minutes unless `ttl` (milliseconds) or `expires_at` says otherwise, at most a day. */
    set(key: string, value: string, options?: { ttl?: number; expires_at?: number }): CacheResult;
    delete(key: string): { type: "success" } | { type: "error"; code: string };
  };
  multifactor: {
    /** `allowRememberBrowser` is false unless given, unlike in rules. */
    enable(provider: string, options?: { allowRememberBrowser?: boolean }): PostLoginApi;
  };
  redirect: {
    /** False for a silent login and for grants without a browser. */
    canRedirect(): boolean;
    sendUserTo(url: string, options?: { query?: Record<string, string> }): PostLoginApi;
  };
  rules: { wasExecuted(ruleId: string): boolean };
  samlResponse: SamlResponse;
  transaction: {
    /** Takes effect at once, also in `event`; null removes the key. */
    setMetadata(key: string, value: string | number | boolean | null): void;
  };
  user: {
    /** Replaces one key; null removes it. */
    setAppMetadata(key: string, value: unknown): PostLoginApi;
    /** Replaces one key; null removes it. */
    setUserMetadata(key: string, value: unknown): PostLoginApi;
  };
  validation: { error(code: string, message: string): PostLoginApi };
}
