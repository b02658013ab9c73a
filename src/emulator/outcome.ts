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
  stack?: string;
}

/** How a login ended, in one shape for rules and actions, so that one expectation serves both. */
export interface Outcome {
  result: OutcomeResult;
  /** Denied: what the application is told. */
  reason?: string;
  /** Failed: the error that ended the login. */
  error?: Failure;
  /** Redirected: where the browser is sent, without the `state` that Auth0 appends. */
  redirect?: { url: string };
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
  multifactor?: { provider: string; allowRememberBrowser?: boolean };
  /** Settings of the SAML response; `attributes` holds values, in both forms. */
  saml?: Record<string, unknown>;
  primaryUser?: string;
  console: ConsoleLine[];
  /** What the real platform would do silently: a dropped claim, a second callback. */
  warnings: string[];
}
