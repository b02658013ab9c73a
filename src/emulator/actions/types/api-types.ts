import type { CacheApi } from "../api/cache.ts";
import type { LifetimeApi, RefreshTokenApi, SessionApi } from "./lifetime-types.ts";
import type { GroupsApi, RolesApi } from "./lookup-types.ts";
import type { SamlResponse } from "./saml-types.ts";
import type { TargetScopesApi } from "./transaction-types.ts";

export type {
  CacheApi,
  GroupsApi,
  LifetimeApi,
  RefreshTokenApi,
  RolesApi,
  SamlResponse,
  SessionApi,
  TargetScopesApi,
};

/**
 * A factor, such as `{ type: "otp" }`.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object
 */
export interface Factor {
  /**
   * `otp`, `email` (not to enrol), `phone`, `push-notification`, `webauthn-roaming`,
   * `webauthn-platform`, `recovery-code`.
   */
  type: string;
  /**
   * `preferredMethod` of a phone (`sms`, `voice` or `both`), `otpFallback` of push notifications (a
   * boolean).
   */
  options?: Record<string, unknown>;
}

/** More of a challenge or an enrolment. Source: as for `Factor`. */
export interface FactorOptions {
  /** Factors that the user may choose instead. */
  additionalFactors?: Factor[];
}

/**
 * What an action can do to a login. Most calls are queued and take effect after the action, if it
 * does not throw.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object;
 * argument checks and return values, https://github.com/auth0/auth0-actions
 * (src/post-login/v3/test)
 */
export interface PostLoginApi {
  /** Whether the user gets in. */
  access: {
    /**
     * Refuses the login after this action; its metadata writes are kept, later actions do not run.
     * It takes no code.
     */
    deny(reason: string): PostLoginApi;
  };
  /** The access token that the login ends with. */
  accessToken: {
    /**
     * Sets a claim of the access token; the name `scope` throws, other reserved names are dropped
     * silently.
     */
    setCustomClaim(name: string, value: unknown): PostLoginApi;
    /**
     * Adds a scope of at most 280 characters without blanks, whatever client and user are granted.
     */
    addScope(scope: string): void;
    /** Takes a scope away from the access token alone, checked like an added one. */
    removeScope(scope: string): void;
  };
  /** How the user authenticates, and as whom. */
  authentication: {
    /** Asks for this factor or another one of the options before the next action runs. */
    challengeWith(factor: Factor, options?: FactorOptions): void;
    /** Lets the user choose one of the factors before the next action runs. */
    challengeWithAny(factors: Factor[]): void;
    /** Has the user enrol this factor or another one of the options before the next action runs. */
    enrollWith(factor: Factor, options?: FactorOptions): void;
    /** Has the user enrol one of the factors before the next action runs. */
    enrollWithAny(factors: Factor[]): void;
    /**
     * Keeps in the session that the user has completed a method of one's own; in
     * `onContinuePostLogin` only.
     */
    recordMethod(url: string): PostLoginApi;
    /** Once per transaction; the metadata writes of the same action are lost. */
    setPrimaryUser(userId: string): void;
  };
  /** Strings that outlive a login, if only sometimes. */
  cache: CacheApi;
  /** The groups of the user. */
  groups: GroupsApi;
  /** The ID token that the login ends with. */
  idToken: {
    /**
     * Sets a claim of the ID token; the name `scope` throws, other reserved names are dropped
     * silently.
     */
    setCustomClaim(name: string, value: unknown): PostLoginApi;
  };
  /** A second factor at the end of the login. */
  multifactor: {
    /** Asks for a second factor after all actions: `any`, `duo` or an older provider. */
    enable(
      provider: string,
      options?: {
        /** Whether the browser may be remembered; false unless given, unlike in rules. */
        allowRememberBrowser?: boolean;
        /** The account at Duo: `host`, `ikey`, `skey`, `username`. */
        providerOptions?: Record<string, unknown>;
      },
    ): PostLoginApi;
  };
  /** Forms of the tenant. */
  prompt: {
    /**
     * Shows a form, whose id has at most 48 characters, and goes on in `onContinuePostLogin`. Once
     * per action, and not beside a redirect. Fields and variables: 24 each, 24 KiB in all.
     */
    render(
      id: string,
      options?: {
        /** Values of fields, by field. */
        fields?: Record<string, unknown>;
        /** Hidden variables of the form. */
        vars?: Record<string, unknown>;
      },
    ): void;
  };
  /** The way to another site and back. */
  redirect: {
    /** False for a silent login and for grants without a browser. */
    canRedirect(): boolean;
    /**
     * A JWT (HS256) for the other site, with `iat`, `iss`, `sub`, `exp` and `ip`, which the payload
     * may replace.
     */
    encodeToken(options: {
      /** Claims of one's own. */
      payload: Record<string, unknown>;
      /** The key that the other site has, too. */
      secret: string;
      /** For how long the token is good; 900 unless given. */
      expiresInSeconds?: number;
    }): string;
    /**
     * Sends the browser away after this action and goes on in `onContinuePostLogin`; the query
     * replaces the URL's.
     */
    sendUserTo(
      url: string,
      options?: {
        /** Parameters by name. */
        query?: Record<string, string>;
      },
    ): PostLoginApi;
    /**
     * The payload of the token that came back, or a throw: signature, expiry, state, subject,
     * issuer.
     */
    validateToken(options: {
      /** The key that the other site signs with. */
      secret: string;
      /**
       * The parameter that carries the token; `session_token` unless given; the body goes before
       * the query.
       */
      tokenParameterName?: string;
    }): Record<string, unknown>;
  };
  /** The refresh token of the exchange, or the one that the login will issue. */
  refreshToken: RefreshTokenApi;
  /** The roles of the user. */
  roles: RolesApi;
  /** The rules of the tenant, while it has some. */
  rules: {
    /** Whether the rule of this id has run in the transaction; rules run before all actions. */
    wasExecuted(ruleId: string): boolean;
  };
  /** The SAML response, of SAML logins only. */
  samlResponse: SamlResponse<PostLoginApi>;
  /** The user's session. */
  session: SessionApi;
  /** The transaction of this login. */
  transaction: TargetScopesApi & {
    /** Takes effect at once, also in `event`, and outlives a redirect; null removes the key. */
    setMetadata(key: string, value: string | number | boolean | null): void;
  };
  /** What is stored for the user. */
  user: {
    /**
     * Replaces one key after all actions; null removes it, undefined takes back what was set
     * before.
     */
    setAppMetadata(key: string, value: unknown): PostLoginApi;
    /**
     * Replaces one key after all actions; null removes it, undefined takes back what was set
     * before.
     */
    setUserMetadata(key: string, value: unknown): PostLoginApi;
  };
  /** Whether the request is one that can be granted. */
  validation: {
    /** Refuses the login with an error code and a message, of at most 100 characters each. */
    error(code: string, message: string): PostLoginApi;
  };
}
