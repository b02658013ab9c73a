/** An identity of a user, the first one being the one the user was created with. */
export interface Identity {
  connection?: string;
  provider?: string;
  user_id?: string | number;
  isSocial?: boolean;
  /** Filled for linked accounts. */
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
  email?: string;
  email_verified?: boolean;
  name?: string;
  nickname?: string;
  given_name?: string;
  family_name?: string;
  picture?: string;
  /** Database connections only. */
  username?: string;
  /** SMS connections only. */
  phone_number?: string;
  phone_verified?: boolean;
  created_at?: string;
  /** Changes on every login. */
  updated_at?: string;
  /** Database connections only, and only after the first reset. */
  last_password_reset?: string;
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
  country_code?: string;
  country_code3?: string;
  country_name?: string;
  city_name?: string;
  latitude?: number;
  longitude?: number;
  time_zone?: string;
  continent_code?: string;
  subdivision_code?: string;
  subdivision_name?: string;
}

/** The request of the login. Source: https://auth0.com/docs/customize/rules/context-object */
export interface RuleRequest {
  userAgent?: string;
  /** Version 4 or 6. */
  ip?: string;
  hostname?: string;
  query?: Record<string, unknown>;
  /** Filled for logins by POST. */
  body?: Record<string, unknown>;
  geoip?: RuleGeoip;
}

/**
 * The login as a rule sees it, and what the rule sets for it.
 * Source: https://auth0.com/docs/customize/rules/context-object
 */
export interface RuleContext {
  tenant: string;
  clientID: string;
  clientName: string;
  /** Undefined unless the application has some. */
  clientMetadata?: Record<string, string>;
  connectionID: string;
  connection: string;
  /** `auth0` for a database; for a social connection the same as `connection`. */
  connectionStrategy: string;
  connectionMetadata?: Record<string, string>;
  /** Only when the protocol is `samlp` or `wsfed`. */
  samlConfiguration?: Record<string, unknown>;
  protocol: string;
  stats: { loginsCount: number };
  sso?: { current_clients: string[] };
  /** Custom claims by name; `scope` replaces the granted scopes. */
  accessToken: Record<string, unknown>;
  /** Custom claims by name. */
  idToken: Record<string, unknown>;
  /** Set by a rule to ask for a second factor. */
  multifactor?: Record<string, unknown>;
  /** Set by a rule to send the user elsewhere after all rules. */
  redirect?: { url: string };
  sessionID?: string;
  request?: RuleRequest;
  /** Set by a rule after it has linked accounts. */
  primaryUser?: string;
  /** Undefined in a refresh token exchange. Timestamps are numbers of milliseconds. */
  authentication?: { methods: { name: string; timestamp: number; [key: string]: unknown }[] };
  /** Names of the user's roles. */
  authorization?: { roles: string[] };
  organization?: { id: string; name: string; metadata?: Record<string, string> };
  /** Only with Adaptive MFA. */
  riskAssessment?: Record<string, unknown>;
  [key: string]: unknown;
}

/**
 * Ends a rule. An error, a string or another truthy value first ends the login; otherwise the next rule gets the
 * user and the context. Source: https://auth0.com/docs/customize/rules/raise-errors-from-rules
 */
export type RuleCallback = (error?: unknown, user?: RuleUser, context?: RuleContext) => void;

/** A rule. What it returns is ignored, except that a rejection ends the login. */
export type Rule = (user: RuleUser, context: RuleContext, callback: RuleCallback) => unknown;
