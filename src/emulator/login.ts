import type { PostLoginEvent } from "./actions/types.ts";
import type { EventRequest, Geoip } from "./actions/request-types.ts";
import type { EventTransaction } from "./actions/transaction-types.ts";
import type { Identity } from "./rules/types.ts";

/** A user as the tenant stores it; metadata are absent until something is stored. */
export interface User {
  /** Unique in the tenant. */
  user_id: string;
  /** Absent for some social and SMS users. */
  email?: string;
  /** Whether the user has shown that the address is theirs. */
  email_verified?: boolean;
  /** In ISO 8601. */
  created_at?: string;
  /** In ISO 8601. */
  updated_at?: string;
  /** The first one is the one the user was created with. */
  identities?: Identity[];
  /** What the user cannot edit. */
  app_metadata?: Record<string, unknown>;
  /** What the user may edit. */
  user_metadata?: Record<string, unknown>;
  [key: string]: unknown;
}

/** Null says that the part is not there. */
export type Overrides<T> = { [K in keyof T]?: T[K] | null | undefined };

/** A group of the user, as `api.groups` tells of it. */
export interface Group {
  /** Identifies the group. */
  id: string;
  /** Its name. */
  name: string;
  [key: string]: unknown;
}

/** Parts of an event that are there only if the description has them. */
type OptionalParts = Pick<
  PostLoginEvent,
  | "agent"
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
  geoip?: Geoip | null;
}

/**
 * One login, described once for rules and actions, in the words of an action's `event`. What is left out is taken
 * from a sample; null takes a part away: `request: null` is a login of which a rule sees no request.
 */
export interface LoginDescription extends OptionalParts {
  /** The application that the user signs in to. */
  client?: Overrides<PostLoginEvent["client"]>;
  /** The connection that authenticates the user. */
  connection?: Overrides<PostLoginEvent["connection"]>;
  /** What only rules see of the connection. */
  connection_options?: Record<string, unknown>;
  /** The request of the login; null is one of which a rule sees none. */
  request?: DescribedRequest | null;
  /** Such as `oidc-basic-profile`, which it is unless given; `redirect-callback` if the user returns from a redirect. */
  protocol?: string;
  /** `none` is a silent login: it stands in the query and in the transaction. An object is a form's answer. */
  prompt?: string | PostLoginEvent["prompt"];
  /** What is counted of the user; the tenant counts unless told. */
  stats?: PostLoginEvent["stats"];
  /** How the user authenticated: by a password just now unless given. */
  authentication?: NonNullable<PostLoginEvent["authentication"]> | null;
  /** The user's roles. */
  authorization?: NonNullable<PostLoginEvent["authorization"]> | null;
  /** The user's session. */
  session?: NonNullable<PostLoginEvent["session"]> | null;
  /** What the application asked for. */
  transaction?: Partial<EventTransaction>;
  /** The tenant's name; `example` unless given. */
  tenant?: PostLoginEvent["tenant"];
  /** The groups that `api.groups` finds. */
  groups?: readonly Group[];
  /** The factors that the tenant has enabled; all unless given. */
  factors?: readonly string[];
  /** What the user does when an action asks for a factor; passes unless given. */
  challenge?: "passes" | "fails";
}

type Explicit<T> = { [K in keyof T]-?: T[K] | undefined };

/** A login with every gap filled. */
export interface Login extends Explicit<OptionalParts> {
  prompt: PostLoginEvent["prompt"];
  client: Omit<PostLoginEvent["client"], "metadata"> & { metadata?: Record<string, string> };
  connection: PostLoginEvent["connection"];
  connection_options: Record<string, unknown> | undefined;
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
}

/** The exchange of a refresh token. */
export const REFRESH = "oauth2-refresh-token";
/** The grants that carry a password. */
export const PASSWORD: ReadonlySet<string> = new Set(["oauth2-password", "oauth2-resource-owner"]);
const SAML = new Set(["samlp", "wsfed"]);
/** Source: https://github.com/auth0/auth0-actions (src/post-login/v3/test) */
const WITHOUT_BROWSER = new Set([...PASSWORD, REFRESH, "oauth2-webauthn"]);

/** Whether the application asks without the user: nothing can be shown. */
export function isSilent(login: Login): boolean {
  return login.request?.query?.["prompt"] === "none";
}

/** Whether the login comes from a browser: a grant without one is a request of the application's own. */
export function hasBrowser({ protocol }: Login): boolean {
  return !WITHOUT_BROWSER.has(protocol);
}

/** Whether a page can be shown to the user: not in a silent login, not in a grant without a browser. */
export function canRedirect(login: Login): boolean {
  return hasBrowser(login) && !isSilent(login);
}

/** Whether the user returns from a redirect. */
export function isReturn(login: Login): boolean {
  return login.protocol === "redirect-callback";
}

export function isSaml(login: Login): boolean {
  return SAML.has(login.transaction.protocol ?? login.protocol) || SAML.has(login.protocol);
}

/** Whether the login adds to the user's number of logins. Source: as for `RuleContext`, `stats`. */
export function isCounted(login: Login): boolean {
  return login.protocol !== REFRESH && !isReturn(login) && !isSilent(login);
}

/** The scopes that the application asked for, as far as the login tells. */
export function requestedScopes({ transaction, request }: Login): string[] {
  if (transaction.requested_scopes) return transaction.requested_scopes;
  return splitScopes(request?.body?.["scope"]) ?? [];
}

/** The scopes in a text with blanks between them; undefined if it is no text. */
export function splitScopes(scope: unknown): string[] | undefined {
  return typeof scope === "string" ? scope.split(/\s+/).filter(Boolean) : undefined;
}
