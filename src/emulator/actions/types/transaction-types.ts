/**
 * The OAuth, SAML or WS-Federation transaction of a login.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export interface EventTransaction {
  /** Identifies the transaction. */
  id?: string;
  /** The values of `acr_values` in the request. */
  acr_values: string[];
  /** An id of the application's own, to find this login in its logs. */
  correlation_id?: string;
  /** Links the login to an earlier authorization. */
  linking_id?: string;
  /** The language of the login page. */
  locale: string;
  /** Who the application thinks signs in. */
  login_hint?: string;
  /** Strings, numbers and booleans that actions pass on, also over a redirect. */
  metadata?: Record<string, string | number | boolean>;
  /** `none`, `login`, `consent` and the like; `["none"]` is a silent login. */
  prompt?: string[];
  /**
   * Such as `oidc-basic-profile` or `samlp`. Unlike in rules, never `redirect-callback` or
   * `delegation`.
   */
  protocol?: string;
  /** Where the application gets its answer. */
  redirect_uri?: string;
  /** What rich authorization requests ask for. */
  requested_authorization_details?: Record<string, unknown>[];
  /** The scopes that the application asked for; absent for a password grant. */
  requested_scopes?: string[];
  /** The scopes that policies are held against after all actions; at first the requested ones. */
  target_scopes?: string[];
  /** How the answer travels, such as `form_post`. */
  response_mode?: string;
  /** What the application asks for, such as `["code"]`. */
  response_type?: string[];
  /** The application's own state; not the one of a redirect. */
  state?: string;
  /** The languages that the application asked for. */
  ui_locales: string[];
  /** Who acts for the user, in a token exchange. */
  actor?: Record<string, unknown>;
  /** The type of the actor's token, in a token exchange. */
  actor_token_type?: string;
  /** The type of the user's token, in a token exchange. */
  subject_token_type?: string;
  [key: string]: unknown;
}

/**
 * Changes which scopes the login is to end with. What client and user are not granted is dropped
 * after all actions.
 * Source: https://auth0.com/docs/customize/actions/handling-scopes-in-actions
 */
export interface TargetScopesApi {
  /** Adds a scope of at most 280 characters without blanks; a thousand at most. */
  addTargetScope(scope: string): void;
  /** Takes a scope away, checked like an added one. */
  removeTargetScope(scope: string): void;
  /**
   * Replaces all scopes. Without `openid` there is no ID token, without `offline_access` no refresh
   * token.
   */
  setTargetScopes(scopes: string[]): void;
  /** Takes all scopes away. */
  clearTargetScopes(): void;
}
