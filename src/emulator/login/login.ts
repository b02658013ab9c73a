import type { PostLoginEvent } from "../actions/types/event-types.ts";
import type { EventRequest, Geoip } from "../actions/types/request-types.ts";
import type { EventTransaction } from "../actions/types/transaction-types.ts";
import type { DescribedTenant } from "../users/tenant-parts.ts";
import type { Group } from "../actions/types/lookup-types.ts";

export type { User } from "../users/user.ts";

/** The same with null for what is not there, however deep it lies; what is required is so still. */
export type Nullable<T> = T extends readonly (infer Item)[]
  ? readonly Nullable<Item>[]
  : T extends object
    ? { [K in keyof T]: Nullable<T[K]> | null }
    : T;

/** What is to be different of a sample. Null says that a part is not there. */
export type Overrides<T> = { [K in keyof T]?: Nullable<T[K]> | null | undefined };

/** Parts of an event that are there only if the description has them. */
type OptionalParts = Pick<
  PostLoginEvent,
  | "agent"
  | "anonymous_session"
  | "experiment"
  | "organization"
  | "resource_server"
  | "refresh_token"
  | "custom_domain"
  | "security_context"
  | "session_transfer_token"
>;

/** A request with what is to be different of the sample. */
export interface DescribedRequest extends Omit<Overrides<EventRequest>, "geoip"> {
  /** Where it came from, in full; null is unknown. */
  geoip?: Nullable<Geoip> | null;
}

/**
 * What only rules see of the user's session; the applications it was used for are
 * `session.clients`.
 */
export interface DescribedSso {
  /** Whether the tenant signs the user in, an old setting; false unless given. */
  with_auth0?: boolean | null;
  /** Whether the session began at a database connection; false unless given. */
  with_dbconn?: boolean | null;
}

/** The optional parts as a description gives them. */
type DescribedParts = { [K in keyof OptionalParts]: Nullable<OptionalParts[K]> | null };

/**
 * One login, described once for rules and actions, in the words of an action's `event`. What is
 * left out is taken from a sample; null takes a part away, however deep it lies: `request: null` is
 * a login of which a rule sees no request, and `client: { metadata: null }` one of an application
 * of which it sees no metadata.
 */
export interface LoginDescription extends DescribedParts {
  /** The application that the user signs in to. */
  client?: Overrides<PostLoginEvent["client"]> | null;
  /** The connection that authenticates the user. */
  connection?: Overrides<PostLoginEvent["connection"]> | null;
  /** What only rules see of the connection; `{}` unless given. */
  connection_options?: Record<string, unknown> | null;
  /** What only rules see of the session. */
  sso?: DescribedSso | null;
  /** The request of the login; null is one of which a rule sees none. */
  request?: DescribedRequest | null;
  /**
   * Such as `oidc-basic-profile`, which it is unless given; `redirect-callback` if the user returns
   * from a redirect.
   */
  protocol?: string | null;
  /**
   * In the query, and in the transaction of a login by OpenID Connect: `none` makes such a login
   * silent. An object is a form's answer.
   */
  prompt?: string | Nullable<NonNullable<PostLoginEvent["prompt"]>> | null;
  /** What is counted of the user; the tenant counts unless told. */
  stats?: PostLoginEvent["stats"] | null;
  /** How the user authenticated: by a password just now unless given. */
  authentication?: Nullable<NonNullable<PostLoginEvent["authentication"]>> | null;
  /** The user's roles; none unless given. */
  authorization?: Nullable<NonNullable<PostLoginEvent["authorization"]>> | null;
  /** The user's session. */
  session?: Nullable<NonNullable<PostLoginEvent["session"]>> | null;
  /** What the application asked for. */
  transaction?: Overrides<EventTransaction> | null;
  /**
   * The tenant: its name, which is `example` unless given, and what it has. An action sees the
   * name.
   */
  tenant?: DescribedTenant | null;
  /** The groups that `api.groups` finds. */
  groups?: readonly Group[];
  /** The factors that the tenant has enabled; all unless given. */
  factors?: readonly string[];
  /** What the user does when an action asks for a factor; passes unless given. */
  challenge?: "passes" | "fails";
  /**
   * Which scopes of the API the policies of the tenant let the login have; all unless given. Others
   * are dropped after all actions, except scopes of OpenID Connect and scopes that an action adds
   * to the access token itself.
   */
  granted_scopes?: GrantedScopes;
}

/**
 * Who is granted which scopes of the API; a scope has to be granted by each list that is given.
 * Source: https://auth0.com/docs/customize/actions/handling-scopes-in-actions ("Authorization and consent")
 */
export interface GrantedScopes {
  /** To the application: by client grants and API access policies. */
  client?: readonly string[];
  /** To the user: by roles and permissions, in an organization by the roles there. */
  user?: readonly string[];
}

type Explicit<T> = { [K in keyof T]-?: T[K] | undefined };

/** A login with every gap filled. */
export interface Login extends Explicit<OptionalParts> {
  prompt: PostLoginEvent["prompt"];
  client: Omit<PostLoginEvent["client"], "metadata"> & { metadata?: Record<string, string> };
  connection: PostLoginEvent["connection"];
  connection_options: Record<string, unknown> | undefined;
  sso: { with_auth0?: boolean; with_dbconn?: boolean } | undefined;
  request: Partial<EventRequest> | undefined;
  protocol: string;
  stats: { logins_count: number } | undefined;
  authentication: PostLoginEvent["authentication"];
  authorization: { roles: string[] } | undefined;
  session: PostLoginEvent["session"];
  transaction: EventTransaction;
  tenant: { id: string };
  groups: readonly Group[];
  factors: readonly string[] | undefined;
  challenge: "passes" | "fails";
  /**
   * Parts that are always there, and that the description takes away all the same: no script sees
   * them.
   */
  hidden: readonly HiddenPart[];
  /** As the description has it. */
  granted_scopes: GrantedScopes;
}

/** A part of every login, which a description can only hide. */
export type HiddenPart = "client" | "connection" | "stats" | "tenant" | "transaction";

/** The exchange of a refresh token. */
export const refresh = "oauth2-refresh-token";
/** The grants that carry a password. */
export const password: ReadonlySet<string> = new Set(["oauth2-password", "oauth2-resource-owner"]);
/** The protocols that end with a SAML response, and with no access token. */
export const samlProtocols: ReadonlySet<string> = new Set(["samlp", "wsfed"]);
/** Source: https://github.com/auth0/auth0-actions (src/post-login/v3/test) */
const withoutBrowser = new Set([...password, refresh, "oauth2-webauthn"]);

/** The protocols of OpenID Connect in which the user comes by a browser. */
const oidc = new Set(["oidc-basic-profile", "oidc-implicit-profile", "oidc-hybrid-profile"]);

/** Whether a parameter `prompt` has a meaning: elsewhere anybody can add one to a login. */
export function hasPrompt(protocol: string): boolean {
  return oidc.has(protocol);
}

/**
 * Whether the application asks without the user: nothing can be shown.
 * Source: https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
export function isSilent({ protocol, request }: Login): boolean {
  return hasPrompt(protocol) && request?.query?.["prompt"] === "none";
}

/**
 * Whether the login comes from a browser: a grant without one is a request of the application's
 * own.
 */
export function hasBrowser({ protocol }: Pick<Login, "protocol">): boolean {
  return !withoutBrowser.has(protocol);
}

/**
 * Whether a page can be shown to the user: not in a silent login, not in a grant without a browser.
 */
export function canRedirect(login: Login): boolean {
  return hasBrowser(login) && !isSilent(login);
}

/** Whether the user returns from a redirect. */
export function isReturn(login: Login): boolean {
  return login.protocol === "redirect-callback";
}

export function isSaml(login: Login): boolean {
  const { transaction, protocol } = login;
  return samlProtocols.has(transaction.protocol ?? protocol) || samlProtocols.has(protocol);
}

/** Whether the login adds to the user's number of logins. Source: as for `RuleContext`, `stats`. */
export function isCounted(login: Login): boolean {
  return login.protocol !== refresh && !isReturn(login) && !isSilent(login);
}

/**
 * Whether the login is a Custom Token Exchange: native social logins exchange tokens of types of
 * Auth0's own.
 * Source: https://auth0.com/docs/authenticate/custom-token-exchange/cte-multi-factor-authentication
 */
export function isCustomExchange({ transaction }: Login): boolean {
  const { protocol, subject_token_type: type = "" } = transaction;
  return (
    protocol === "oauth2-token-exchange" && !type.startsWith("http://auth0.com/oauth/token-type/")
  );
}

/** The scopes that the application asked for, as far as the login tells. */
export function requestedScopes({ transaction, request }: Login): string[] {
  if (transaction.requested_scopes) {
    return transaction.requested_scopes;
  }
  return splitScopes(request?.body?.["scope"]) ?? [];
}

/** The words of a parameter such as `scope` or `prompt`; undefined if it is no text. */
export function splitScopes(scope: unknown): string[] | undefined {
  return typeof scope === "string" ? scope.split(/\s+/).filter(Boolean) : undefined;
}
