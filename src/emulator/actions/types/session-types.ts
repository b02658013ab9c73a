import type { Geoip } from "./request-types.ts";

/** The devices of a session or a refresh token. Source: as for `EventSession`. */
export interface EventDevice {
  /** The autonomous system of the first use. */
  initial_asn?: string;
  /** The address of the first use. */
  initial_ip?: string;
  /** The browser of the first use. */
  initial_user_agent?: string;
  /** The autonomous system of the last use. */
  last_asn?: string;
  /** The address of the last use. */
  last_ip?: string;
  /** The browser of the last use. */
  last_user_agent?: string;
}

/**
 * The user's session at Auth0. All but `id` and `actor` need an Enterprise plan.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export interface EventSession {
  /** Identifies the session. */
  id: string;
  /** Who acts for the user. */
  actor?: Record<string, unknown>;
  /** When the user last authenticated, in ISO 8601. */
  authenticated_at?: string;
  /**
   * The applications that the session has been used for; rules see their ids as
   * `sso.current_clients`.
   */
  clients?: {
    /** Identifies the application. */
    client_id: string;
  }[];
  /** The cookie of the session. */
  cookie?: {
    /** Whether it outlives the browser: `persistent` or `non-persistent`. */
    mode?: string;
  };
  /** When the session began, in ISO 8601. */
  created_at?: string;
  /** The devices of its first and last use. */
  device?: EventDevice;
  /** When the session ends, in ISO 8601. */
  expires_at?: string;
  /** When the session ends unless it is used, in ISO 8601. */
  idle_expires_at?: string;
  /** When the user last did something, in ISO 8601. */
  last_interacted_at?: string;
  /** What actions keep with the session. */
  metadata?: Record<string, string>;
  /** The token that this session was started with, in a native app. */
  session_transfer?: Record<string, unknown>;
  /** When the session last changed, in ISO 8601. */
  updated_at?: string;
  /** Whose session it is. */
  user_id?: string;
}

/**
 * The refresh token of an exchange. Needs an Enterprise plan.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export interface EventRefreshToken {
  /** Identifies the token; it is not the token. */
  id: string;
  /** `online` or `offline`. In Auth0's sample event only. */
  access?: string;
  /** The application that it was issued to. */
  client_id?: string;
  /** When it was issued, in ISO 8601. */
  created_at?: string;
  /** The devices of its first and last use. */
  device?: EventDevice;
  /** When it ends, in ISO 8601. */
  expires_at?: string;
  /** When it ends unless it is used, in ISO 8601. */
  idle_expires_at?: string;
  /** When it was last exchanged, in ISO 8601. */
  last_exchanged_at?: string;
  /** What actions keep with the token. */
  metadata?: Record<string, string>;
  /** The APIs and scopes it is good for. */
  resource_servers?: {
    /** The identifier of the API. */
    audience: string;
    /** The scopes of the API, with blanks between them. */
    scopes: string;
  }[];
  /** Whether each exchange replaces it. */
  rotating?: boolean;
  /** The session it came from. */
  session_id?: string;
  /** The token that its session was started with. */
  session_transfer?: Record<string, unknown>;
  /** Whose token it is. */
  user_id?: string;
}

/**
 * What a native app hands to a web app to go on with the session. Early Access.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export interface SessionTransferToken {
  /** The application that the token was issued to. */
  client_id: string;
  /** The scopes of the token. */
  scope?: string[];
  /** The request by which the token was issued. */
  request: {
    /** The address it came from. */
    ip: string;
    /** The number of the autonomous system of the address. */
    asn?: string;
    /** The header `User-Agent`. */
    user_agent?: string;
    /** Where it came from. */
    geoip?: Geoip;
  };
}
