/** How a login ended. */
export type OutcomeResult = "allowed" | "denied" | "redirected" | "failed" | "timed-out";

/** One line that a rule or an action wrote to its console. */
export interface ConsoleLine {
  /** `log`, `info`, `warn`, `error`, `debug`, `trace` or `dir`. */
  level: string;
  /**
   * What was written: placeholders filled as Node does, objects as JSON, errors with their stack.
   */
  text: string;
}

/** What is known of an error that ended a login. */
export interface Failure {
  /** The name of its class, or of an error of Auth0's own, such as `interaction_required`. */
  name: string;
  /** What it says. */
  message: string;
  /** What the error calls itself for programs, such as `ECONNREFUSED`. */
  code?: string;
  /** Where it was made, with the file and the line of the script. */
  stack?: string;
}

/** A second factor that is asked for at the end of the login. */
export interface Multifactor {
  /** `any`, `duo` or an older one. */
  provider: string;
  /** Whether the browser may be remembered. */
  allowRememberBrowser?: boolean;
  /** The account at Duo, for the provider `duo` only. */
  providerOptions?: Record<string, unknown>;
}

/** A factor that an action asked for in the middle of the login; the user has passed it. */
export interface Challenge {
  /** Of a factor that the user has, or of one that the user has to set up. */
  kind: "challenge" | "enrollment";
  /** The factors the user could choose from, the preferred one first. */
  factors: string[];
  /** By factor, the options that the action gave it, such as `preferredMethod` of a phone. */
  options?: Record<string, Record<string, unknown>>;
}

/**
 * What an action changed of the session or of the refresh token. Times are milliseconds since 1970.
 */
export interface LifetimeChanges {
  /** Why it was ended. */
  revoked?: string;
  /** Session only: true if its refresh tokens outlive its end. */
  preservesRefreshTokens?: boolean;
  /** When it ends. */
  expiresAt?: number;
  /** When it ends unless it is used. */
  idleExpiresAt?: number;
  /** Session only: `persistent` or `non-persistent`. */
  cookieMode?: string;
  /** All that is kept with it. */
  metadata?: Record<string, string>;
}

/** A value that a login changed in its tenant. */
export interface TenantChange {
  /** Absent if it is new. */
  before?: unknown;
  /** Absent if it is gone. */
  after?: unknown;
}

/** How a login ended, in one shape for rules and actions, so that one expectation serves both. */
export interface Outcome {
  /**
   * `redirected`: the login waits for the user, who was sent to `redirect` or shown the form
   * `prompt`.
   */
  result: OutcomeResult;
  /**
   * Denied, failed or timed out: the rule or the action that ended the login or was running at its
   * end, by its id or its name. Absent where the login failed after all of them.
   */
  endedBy?: string;
  /** Denied: what the application is told. */
  reason?: string;
  /** Failed: the error that ended the login. */
  error?: Failure;
  /**
   * Failed: a rule called back with the error. To the application that is a refusal,
   * `access_denied`.
   */
  calledBack?: true;
  /** Redirected: where the browser is sent, without the `state` that Auth0 appends. */
  redirect?: {
    /** In full, with its query. */
    url: string;
  };
  /** Redirected: the form that is shown instead. */
  prompt?: {
    /** Identifies the form. */
    id: string;
    /** Values of its fields. */
    fields?: Record<string, unknown>;
    /** Its hidden variables. */
    vars?: Record<string, unknown>;
  };
  /** Custom claims that reach the ID token. Empty unless the login is allowed. */
  idToken: Record<string, unknown>;
  /** Custom claims that reach the access token. Empty unless the login is allowed. */
  accessToken: Record<string, unknown>;
  /** The granted scopes, when the pipeline changed them or some were not granted. */
  scope?: string[];
  /**
   * The tokens that are not issued because actions took `openid` or `offline_access` out of the
   * target scopes: `idToken`, `refreshToken`.
   */
  notIssued?: ("idToken" | "refreshToken")[];
  /** What is stored for the user after this login. */
  userMetadata: Record<string, unknown>;
  /** What is stored for the user after this login. */
  appMetadata: Record<string, unknown>;
  /**
   * What the login changed in its tenant beside the metadata of its user, by what it is: such as
   * `user auth0|1 roles`, `user auth0|2 app_metadata.plan` or `organization org_1 members`. Mails
   * and tickets are counted. Absent if there is nothing.
   */
  tenant?: Record<string, TenantChange>;
  /** The factor that is asked for at the end. */
  multifactor?: Multifactor;
  /** The factors that actions asked for, in order. */
  challenges?: Challenge[];
  /** Settings of the SAML response; `attributes` holds values, in both forms. */
  saml?: Record<string, unknown>;
  /** The user that the login goes on as. */
  primaryUser?: string;
  /** What actions changed of the session. */
  session?: LifetimeChanges;
  /** What actions changed of the refresh token. */
  refreshToken?: LifetimeChanges;
  /**
   * What was under way when a rule had called back or an action had ended, such as
   * `a request to POST https://example.com/`; the login has not waited for it. Absent if there was nothing.
   */
  underWay?: string[];
  /** What the scripts wrote. */
  console: ConsoleLine[];
  /** What the real platform would do silently: a dropped claim, a second callback. */
  warnings: string[];
}
