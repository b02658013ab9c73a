/** How a login ended. */
export type OutcomeResult = "allowed" | "denied" | "redirected" | "failed" | "timed-out";

/** One line that a rule or an action wrote to its console. */
export interface ConsoleLine {
  level: string;
  text: string;
}

/** What is known of an error that ended a login. */
export interface Failure {
  name: string;
  message: string;
  /** What the error calls itself for programs, such as `ECONNREFUSED`. */
  code?: string;
  stack?: string;
}

/** A second factor that is asked for at the end of the login. */
export interface Multifactor {
  provider: string;
  allowRememberBrowser?: boolean;
  /** The account at Duo, for the provider `duo` only. */
  providerOptions?: Record<string, unknown>;
}

/** A factor that an action asked for in the middle of the login; the user has passed it. */
export interface Challenge {
  kind: "challenge" | "enrollment";
  /** The factors the user could choose from, the preferred one first. */
  factors: string[];
}

/** What an action changed of the session or of the refresh token. Times are milliseconds since 1970. */
export interface LifetimeChanges {
  revoked?: string;
  expiresAt?: number;
  idleExpiresAt?: number;
  /** Session only. */
  cookieMode?: string;
  metadata?: Record<string, string>;
}

/** How a login ended, in one shape for rules and actions, so that one expectation serves both. */
export interface Outcome {
  /** `redirected`: the login waits for the user, who was sent to `redirect` or shown the form `prompt`. */
  result: OutcomeResult;
  /** Denied: what the application is told. */
  reason?: string;
  /** Failed: the error that ended the login. */
  error?: Failure;
  /** Redirected: where the browser is sent, without the `state` that Auth0 appends. */
  redirect?: { url: string };
  /** Redirected: the form that is shown instead. */
  prompt?: { id: string; fields?: Record<string, unknown>; vars?: Record<string, unknown> };
  /** Custom claims that reach the ID token. Empty unless the login is allowed. */
  idToken: Record<string, unknown>;
  /** Custom claims that reach the access token. Empty unless the login is allowed. */
  accessToken: Record<string, unknown>;
  /** The granted scopes, when the pipeline changed them. */
  scope?: string[];
  /** What is stored for the user after this login. */
  userMetadata: Record<string, unknown>;
  /** What is stored for the user after this login. */
  appMetadata: Record<string, unknown>;
  multifactor?: Multifactor;
  /** The factors that actions asked for, in order. */
  challenges?: Challenge[];
  /** Settings of the SAML response; `attributes` holds values, in both forms. */
  saml?: Record<string, unknown>;
  primaryUser?: string;
  session?: LifetimeChanges;
  refreshToken?: LifetimeChanges;
  console: ConsoleLine[];
  /** What the real platform would do silently: a dropped claim, a second callback. */
  warnings: string[];
}
