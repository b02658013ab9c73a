import type {
  AuthenticationMethod,
  EventRequest,
  EventTransaction,
  Geoip,
  PostLoginEvent,
} from "./action-types.ts";
import { copy, withoutUndefined } from "./copy.ts";
import type { Identity } from "./rule-types.ts";

/** A user as the tenant stores it; metadata are absent until something is stored. */
export interface User {
  user_id: string;
  email?: string;
  email_verified?: boolean;
  created_at?: string;
  updated_at?: string;
  identities?: Identity[];
  app_metadata?: Record<string, unknown>;
  user_metadata?: Record<string, unknown>;
  [key: string]: unknown;
}

/** Null says that the part is not there. */
type Overrides<T> = { [K in keyof T]?: T[K] | null | undefined };

/**
 * One login, described once for rules and actions, in the words of an action's `event`. What is left out is taken
 * from a sample; null takes a part away: `request: null` is a login of which a rule sees no request.
 */
export interface LoginDescription {
  client?: Overrides<PostLoginEvent["client"]>;
  connection?: Overrides<PostLoginEvent["connection"]>;
  request?: (Omit<Overrides<EventRequest>, "geoip"> & { geoip?: Geoip | null }) | null;
  /** `redirect-callback`: the user returns from a redirect. */
  protocol?: string;
  /** Shortcut for `prompt` in the query and in the transaction; `none` is a silent login. */
  prompt?: string;
  stats?: { logins_count: number };
  authentication?: NonNullable<PostLoginEvent["authentication"]> | null;
  authorization?: { roles: string[] } | null;
  organization?: PostLoginEvent["organization"];
  resource_server?: { identifier: string };
  refresh_token?: NonNullable<PostLoginEvent["refresh_token"]>;
  session?: NonNullable<PostLoginEvent["session"]> | null;
  transaction?: Partial<EventTransaction>;
  tenant?: { id: string };
  custom_domain?: NonNullable<PostLoginEvent["custom_domain"]>;
  security_context?: NonNullable<PostLoginEvent["security_context"]>;
}

/** A login with every gap filled. */
export interface Login {
  client: { client_id: string; name: string; metadata?: Record<string, string> };
  connection: { id: string; name: string; strategy: string; metadata?: Record<string, string> };
  request: Partial<EventRequest> | undefined;
  protocol: string;
  stats: { logins_count: number } | undefined;
  authentication:
    { methods: AuthenticationMethod[]; riskAssessment?: Record<string, unknown> } | undefined;
  authorization: { roles: string[] } | undefined;
  organization: PostLoginEvent["organization"];
  resource_server: PostLoginEvent["resource_server"];
  refresh_token: PostLoginEvent["refresh_token"];
  session: PostLoginEvent["session"];
  transaction: EventTransaction;
  tenant: { id: string };
  custom_domain: PostLoginEvent["custom_domain"];
  security_context: PostLoginEvent["security_context"];
}

const REFRESH = "oauth2-refresh-token";
const SAML = new Set(["samlp", "wsfed"]);
const PASSWORD = new Set(["oauth2-password", "oauth2-resource-owner"]);
/** Source: https://auth0.com/docs/customize/actions/explore-triggers/signup-and-login-triggers/login-trigger/redirect-with-actions */
const WITHOUT_BROWSER = new Set([...PASSWORD, REFRESH, "oauth2-webauthn"]);

/** Fills the gaps of a description. `now` is when the user gave the password. */
export function completeLogin(description: LoginDescription, now: Date): Login {
  const protocol = description.protocol ?? "oidc-basic-profile";
  const { organization, resource_server, refresh_token, custom_domain, security_context } =
    copy(description);
  return {
    client: merge({ client_id: "0a1b2c3d4e5f6a7b8c9d", name: "Example App" }, description.client),
    connection: merge(
      {
        id: "con_0a1b2c3d4e5f6a7b",
        name: "Username-Password-Authentication",
        strategy: "auth0",
      },
      description.connection,
    ),
    request: completeRequest(description, protocol),
    protocol,
    stats: description.stats,
    authentication: completeAuthentication(description, protocol, now),
    authorization: copy(description.authorization ?? undefined),
    organization,
    resource_server,
    refresh_token: refresh_token ?? (protocol === REFRESH ? { id: "rt_0a1b2c3d" } : undefined),
    session:
      description.session === null || protocol === REFRESH
        ? undefined
        : (copy(description.session) ?? { id: "0a1b2c3d-session" }),
    transaction: completeTransaction(description, protocol),
    tenant: copy(description.tenant) ?? { id: "example" },
    custom_domain,
    security_context,
  };
}

/** Whether a page can be shown to the user: not in a silent login, not in a grant without a browser. */
export function canRedirect(login: Login): boolean {
  return login.request?.query?.["prompt"] !== "none" && !WITHOUT_BROWSER.has(login.protocol);
}

export function isSaml(login: Login): boolean {
  return SAML.has(login.protocol);
}

/** Whether the login adds to the user's number of logins. Source: as for `RuleContext`, `stats`. */
export function isCounted(login: Login): boolean {
  return (
    login.protocol !== REFRESH &&
    login.protocol !== "redirect-callback" &&
    login.request?.query?.["prompt"] !== "none"
  );
}

function completeRequest(
  { request, prompt }: LoginDescription,
  protocol: string,
): Partial<EventRequest> | undefined {
  if (request === null) return undefined;
  const complete = merge(sampleRequest(protocol), request);
  if (prompt !== undefined) complete.query = { ...complete.query, prompt };
  return complete;
}

function sampleRequest(protocol: string): Partial<EventRequest> {
  const grant = sampleGrant(protocol);
  return {
    ip: "203.0.113.7",
    method: grant ? "POST" : "GET",
    query: grant ? {} : { client_id: "0a1b2c3d4e5f6a7b8c9d", scope: "openid profile email" },
    body: grant ?? {},
    hostname: "example.auth0.com",
    user_agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36",
    geoip: {
      cityName: "Berlin",
      continentCode: "EU",
      countryCode: "DE",
      countryCode3: "DEU",
      countryName: "Germany",
      latitude: 52.52,
      longitude: 13.4,
      timeZone: "Europe/Berlin",
    },
  };
}

function sampleGrant(protocol: string): Record<string, unknown> | undefined {
  if (protocol === REFRESH) return { grant_type: "refresh_token" };
  return PASSWORD.has(protocol)
    ? { grant_type: "password", scope: "openid profile email" }
    : undefined;
}

function completeAuthentication(
  { authentication }: LoginDescription,
  protocol: string,
  now: Date,
): Login["authentication"] {
  if (authentication) return copy(authentication);
  if (authentication === null || protocol === REFRESH) return undefined;
  return { methods: [{ name: "pwd", timestamp: now.toISOString() }] };
}

function completeTransaction(
  { transaction, prompt }: LoginDescription,
  protocol: string,
): EventTransaction {
  const scopes = PASSWORD.has(protocol) ? undefined : ["openid", "profile", "email"];
  return withoutUndefined({
    acr_values: [],
    locale: "en",
    ui_locales: [],
    requested_scopes: scopes,
    prompt: prompt === undefined ? undefined : [prompt],
    // Actions know the return from a redirect by the handler that is called.
    protocol: protocol === "redirect-callback" ? "oidc-basic-profile" : protocol,
    ...copy(transaction),
  });
}

/** A sample with what the description gives, without what it takes away. */
function merge<T extends object>(sample: T, given: object | undefined): T {
  const merged = { ...sample } as Record<string, unknown>;
  for (const [key, value] of Object.entries(given ?? {})) {
    if (value === null) Reflect.deleteProperty(merged, key);
    else if (value !== undefined) merged[key] = copy(value as unknown);
  }
  return merged as T;
}
