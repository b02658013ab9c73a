/**
 * How long a session or refresh token lives, and what is kept with it. Needs an Enterprise plan.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object
 */
export interface LifetimeApi {
  /**
   * Ends it at this time (milliseconds since 1970) at the latest; of several calls the earliest
   * time counts.
   */
  setExpiresAt(time: number): void;
  /** Ends it at this time unless it is used before; of several calls the earliest time counts. */
  setIdleExpiresAt(time: number): void;
  /**
   * Keeps a string of at most 255 characters, 25 of them in all; null removes it. Seen in `event`
   * at once.
   */
  setMetadata(key: string, value: string | null): void;
  /** Removes what is kept under a key. */
  deleteMetadata(key: string): void;
  /** Removes all that is kept. */
  evictMetadata(): void;
}

/** The user's session. Source: as for `LifetimeApi`. */
export interface SessionApi extends LifetimeApi {
  /** Ends the session and the login; its refresh tokens, too, unless they are to be preserved. */
  revoke(
    reason?: string,
    options?: {
      /** False unless given. */
      preserveRefreshTokens?: boolean;
    },
  ): void;
  /** Whether the cookie outlives the browser: `persistent` or `non-persistent`. */
  setCookieMode(mode: string): void;
}

/** The refresh token. Source: as for `LifetimeApi`. */
export interface RefreshTokenApi extends LifetimeApi {
  /**
   * Ends the token and the exchange, for a reason of at most 1024 characters; in a refresh token
   * exchange only.
   */
  revoke(reason?: string): void;
}
