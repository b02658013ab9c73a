import type { Path } from "../places.ts";
import type { Json } from "../trial.ts";
import { protocols } from "./domain.ts";

/**
 * Values that a place has in real logins, the most plausible first: a choice of the search, not of
 * the platform.
 */
const plausible: Readonly<Record<string, readonly Json[]>> = {
  "user.email": ["jo@example.com", "jo.doe+news@sub.example.org", "JO@EXAMPLE.COM"],
  "user.email_verified": [true, false],
  "user.phone_number": ["+15551234567"],
  "user.phone_verified": [true, false],
  "user.username": ["jo"],
  "user.last_password_reset": ["2026-01-10T08:00:00.000Z", "2019-05-01T08:00:00.000Z"],
  "user.created_at": ["2026-01-15T12:00:00.000Z", "2020-01-01T00:00:00.000Z"],
  "user.updated_at": ["2026-01-15T12:00:00.000Z"],
  "user.multifactor": [["guardian"], []],
  "user.identities": [
    [
      { connection: "google-oauth2", provider: "google-oauth2", user_id: "1", isSocial: true },
      { connection: "Users", provider: "auth0", user_id: "2", isSocial: false },
    ],
    [{ connection: "sms", provider: "sms", user_id: "3", isSocial: false }],
  ],
  "login.protocol": protocols,
  "login.stats": [{ logins_count: 1 }, { logins_count: 2 }],
  "login.stats.logins_count": [1, 2, 7],
  "login.request.query": [{ prompt: "none" }, {}],
  "login.request.query.prompt": ["none", "login"],
  "login.request.ip": ["198.51.100.9", "2001:db8::1"],
  "login.request.geoip.countryCode": ["FR", "US"],
  "login.request.geoip.countryCode3": ["FRA"],
  "login.connection.strategy": ["auth0", "google-oauth2", "sms", "ad", "samlp"],
  "login.connection.name": ["Users", "google-oauth2"],
  "login.organization": [{ id: "org_1", name: "acme", display_name: "Acme", metadata: {} }],
  "login.authorization": [{ roles: ["editor"] }, { roles: [] }],
  "login.authorization.roles": [["editor"], ["admin", "editor"], []],
  "login.authentication.methods": [
    [{ name: "mfa", timestamp: "2026-01-15T11:59:00.000Z", type: "otp" }],
    [{ name: "federated", timestamp: "2026-01-15T11:59:00.000Z" }],
    [],
  ],
  "login.session": [{ id: "a-session" }],
};

/** What a place has in real logins, if that is known. */
export function plausibleAt(path: Path): readonly Json[] {
  const place = path.join(".");
  return Object.hasOwn(plausible, place) ? (plausible[place] ?? []) : [];
}

/** By what the key of a setting is like, what it may hold. */
const settings: readonly (readonly [like: RegExp, values: readonly string[]])[] = [
  [
    /URL|URI|ENDPOINT|WEBHOOK|HOOK/i,
    [
      "https://service.example.com/path",
      "https://service.example.com/{user_id}?a=1",
      "http://example.com",
    ],
  ],
  [/NAMESPACE/i, ["https://acme.example/", "acme", "https://auth0.com/x/"]],
  [/DOMAIN|HOST/i, ["service.example.com"]],
  [/MAIL|FROM|TO$|USERS?$|LIST/i, ["jane.doe@example.com", "jo@example.com,jane.doe@example.com"]],
  [/COUNTR/i, ["DE", "DE, FR", "US"]],
  [/SECRET|KEY|TOKEN|PASSWORD/i, ["0123456789abcdef0123456789abcdef"]],
  [/DAYS|HOURS|MINUTES|SECONDS|COUNT|LIMIT|THRESHOLD|MAX|MIN|ID$/i, ["30", "1"]],
  [/FIELD|PATH|ATTRIBUTE|PROPERTY|CLAIM/i, ["email", "name", "app_metadata.key"]],
  [/CLIENT/i, ["0a1b2c3d4e5f6a7b8c9d", "other,0a1b2c3d4e5f6a7b8c9d"]],
  [
    /MAP|JSON|BY_/i,
    ['{"example.com":["editor"],"*":["reader"]}', '{"key":"email"}', '{"key":"app_metadata.key"}'],
  ],
];

/** What a setting may hold, by its key. */
export function settingsLike(key: string): readonly string[] {
  return settings.flatMap(([like, values]) => (like.test(key) ? values : []));
}
