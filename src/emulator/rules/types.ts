import type { RiskAssessment } from "../actions/types/request-types.ts";

/**
 * An identity of a user, the first one being the one the user was created with.
 * Source: https://auth0.com/docs/manage-users/user-accounts/user-profiles/normalized-user-profile-schema
 */
export interface Identity {
  /** The connection that the user signed in with. */
  connection?: string;
  /** Who authenticates, such as `google-oauth2`. */
  provider?: string;
  /** The user's id at the provider; a number at some. */
  user_id?: string | number;
  /** Whether the connection is a social one. */
  isSocial?: boolean;
  /** The profile at the provider; filled for linked accounts. */
  profileData?: Record<string, unknown>;
  [key: string]: unknown;
}

/**
 * The user as a rule sees it: a copy, whose edits later rules see and nothing stores.
 * Source: https://auth0.com/docs/customize/rules/user-object-in-rules
 */
export interface RuleUser {
  /** Unique; treat it as opaque. */
  user_id: string;
  /** Absent for some social and SMS users. */
  email?: string;
  /** Whether the user has shown that the address is theirs. */
  email_verified?: boolean;
  /** The full name. */
  name?: string;
  /** The short name. */
  nickname?: string;
  /** The given name. */
  given_name?: string;
  /** The family name. */
  family_name?: string;
  /** The URL of a picture. */
  picture?: string;
  /** Database connections only. */
  username?: string;
  /** SMS connections only. */
  phone_number?: string;
  /** SMS connections only: whether the number is verified. */
  phone_verified?: boolean;
  /** When the profile was made, in ISO 8601. */
  created_at?: string;
  /** When the profile last changed, in ISO 8601; every login changes it. */
  updated_at?: string;
  /** Database connections only, and only after the first reset. */
  last_password_reset?: string;
  /**
   * The first one is the one the user was created with; linking adds others. With tokens of the
   * provider.
   */
  identities?: Identity[];
  /** Undefined until something is stored. Its keys are also merged into the user itself. */
  app_metadata?: Record<string, unknown>;
  /** Undefined until something is stored. The user may edit it: never authorize on it. */
  user_metadata?: Record<string, unknown>;
  /** The MFA providers that the user has enrolled in. */
  multifactor?: string[];
  [key: string]: unknown;
}

/** Where a request came from. Source: https://auth0.com/docs/customize/rules/context-object */
export interface RuleGeoip {
  /** Of two letters, such as `DE`. */
  country_code?: string;
  /** Of three letters, such as `DEU`. */
  country_code3?: string;
  /** In English, such as `Germany`. */
  country_name?: string;
  /** Such as `Berlin`. */
  city_name?: string;
  /** In degrees, north positive. */
  latitude?: number;
  /** In degrees, east positive. */
  longitude?: number;
  /** Such as `Europe/Berlin`. */
  time_zone?: string;
  /** Such as `EU`. */
  continent_code?: string;
  /** State or province, such as `BE`. */
  subdivision_code?: string;
  /** State or province in English. */
  subdivision_name?: string;
}

/** The request of the login. Source: https://auth0.com/docs/customize/rules/context-object */
export interface RuleRequest {
  /** The header `User-Agent`. */
  userAgent?: string;
  /** Version 4 or 6. */
  ip?: string;
  /** The host the user signs in at, which can be a custom domain. */
  hostname?: string;
  /** The HTTP method, such as `GET`; seen in recorded contexts only. */
  method?: string;
  /** The query parameters; can be missing for a request to `/oauth/token`. */
  query?: Record<string, unknown>;
  /** Filled for logins by POST. */
  body?: Record<string, unknown>;
  /** Where the request came from, if that is known. */
  geoip?: RuleGeoip;
}

/** One method of authentication. Source: https://auth0.com/docs/customize/rules/context-object */
export interface RuleMethod {
  /** `federated`, `pwd`, `sms`, `email`, `mfa`, or a URL. */
  name: string;
  /** When the method was completed, in milliseconds since 1970; actions see text. */
  timestamp: number;
  [key: string]: unknown;
}

/**
 * The login as a rule sees it, and what the rule sets for it.
 * Source: https://auth0.com/docs/customize/rules/context-object
 */
export interface RuleContext {
  /** The name of the tenant. */
  tenant: string;
  /** Identifies the application that the user signs in to. */
  clientID: string;
  /** The application's name in the dashboard. */
  clientName: string;
  /** Empty unless the application has some. */
  clientMetadata?: Record<string, string>;
  /** Identifies the connection that authenticated the user. */
  connectionID: string;
  /** The connection's name. */
  connection: string;
  /** `auth0` for a database; for a social connection the same as `connection`. */
  connectionStrategy: string;
  /** Of enterprise connections, such as `tenant_domain`; empty for others. */
  connectionOptions?: Record<string, unknown>;
  /** Empty unless the connection has some. */
  connectionMetadata?: Record<string, string>;
  /**
   * Filled by a rule to change the SAML or WS-Federation response; has an effect for those
   * protocols only. See
   * https://auth0.com/docs/authenticate/protocols/saml/saml-configuration/customize-saml-assertions.
   */
  samlConfiguration?: Record<string, unknown>;
  /** Settings of old tenants for ID tokens: `scopes`, `lifetimeInSeconds`. Empty here. */
  jwtConfiguration?: Record<string, unknown>;
  /** The language of the login page; seen in recorded contexts only. */
  locale?: string;
  /**
   * The protocol that the login began with, when the user returns from a redirect; no longer
   * documented.
   */
  original_protocol?: string;
  /** Such as `oidc-basic-profile`; `redirect-callback` when the user returns from a redirect. */
  protocol: string;
  /** What is counted of the user. */
  stats: {
    /** How often the user has signed in. */
    loginsCount: number;
  };
  /** The user's session, if there is one. */
  sso?: {
    /** Whether the tenant signs the user in, an old setting. */
    with_auth0?: boolean;
    /** Whether the session began at a database connection. */
    with_dbconn?: boolean;
    /** Ids of the applications that it has been used for. */
    current_clients: string[];
  };
  /** Custom claims by name; `scope` replaces the granted scopes. */
  accessToken: Record<string, unknown>;
  /** Custom claims by name. */
  idToken: Record<string, unknown>;
  /**
   * Set by a rule to ask for a second factor after all rules: `provider`, `allowRememberBrowser`.
   * See https://auth0.com/docs/secure/multi-factor-authentication/customize-mfa.
   */
  multifactor?: Record<string, unknown>;
  /**
   * Set by a rule to send the user elsewhere after all rules. See
   * https://auth0.com/docs/customize/rules/redirect-users.
   */
  redirect?: {
    /** Where to; `state` is added. */
    url: string;
  };
  /** Identifies the session; reliable in a silent login only. */
  sessionID?: string;
  /** The same; seen in recorded contexts only. */
  auth0SessionId?: string;
  /** What the login was asked for with; can be undefined. */
  request?: RuleRequest;
  /** Set by a rule after it has linked accounts: the user to go on as. */
  primaryUser?: string;
  /** How the user authenticated. Undefined in a refresh token exchange. */
  authentication?: {
    /** The methods completed in this session. */
    methods: RuleMethod[];
  };
  /** What the user may do. */
  authorization?: {
    /** Names of the user's roles. */
    roles: string[];
  };
  /** The organization that the user signs in to. */
  organization?: {
    /** Identifies the organization. */
    id: string;
    /** Its name in URLs. */
    name: string;
    /** Its metadata. */
    metadata?: Record<string, string>;
  };
  /** Only with Adaptive MFA. */
  riskAssessment?: RiskAssessment;
  [key: string]: unknown;
}

/**
 * Ends a rule. An error, a string or another truthy value first ends the login; otherwise the next
 * rule gets the user and the context. Source:
 * https://auth0.com/docs/customize/rules/raise-errors-from-rules
 */
export type RuleCallback = (error?: unknown, user?: RuleUser, context?: RuleContext) => void;

/**
 * A rule. What it returns is ignored, except that a rejection ends the login.
 * Source: https://auth0.com/docs/customize/rules/create-rules
 */
export type Rule = (user: RuleUser, context: RuleContext, callback: RuleCallback) => unknown;
