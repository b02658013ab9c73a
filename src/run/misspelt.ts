import { isRecord, valueAt } from "../emulator/copy.ts";
import { guess, nearestWord } from "../template/nearest.ts";

/** What somebody wrote to describe a login, as far as they did. */
export interface Written {
  readonly user?: unknown;
  /** In the words of an action. */
  readonly event?: unknown;
  /** In the words of a rule. */
  readonly context?: unknown;
}

/** The names that Auth0 gives the parts of a user. Connections add others. */
export const USER = `user_id created_at updated_at email_verified identities app_metadata
  user_metadata email family_name given_name name nickname picture username phone_number
  phone_verified last_password_reset multifactor enrolledFactors` as const;

/** The parts of an event: it has no others. */
export const EVENT = `agent authentication authorization client connection custom_domain
  organization prompt refresh_token request resource_server secrets security_context session
  session_transfer_token stats tenant transaction user` as const;

/** The names in an event, by the path of the object that has them. */
export const EVENT_PARTS = {
  client: "client_id name metadata refresh_token",
  connection: "id name strategy metadata",
  organization: "id name display_name metadata",
  request: "ip method query body geoip hostname language user_agent asn",
  "request.geoip": `cityName continentCode countryCode countryCode3 countryName latitude longitude
    subdivisionCode subdivisionName timeZone`,
  authentication: "methods riskAssessment",
  authorization: "roles",
  stats: "logins_count",
  transaction: `id acr_values correlation_id linking_id locale login_hint metadata prompt protocol
    redirect_uri requested_authorization_details requested_scopes response_mode response_type
    state ui_locales actor actor_token_type subject_token_type`,
} as const;

/** The names in a context, to which rules add others. */
export const CONTEXT = `tenant clientID clientName clientMetadata connectionID connection
  connectionStrategy connectionOptions connectionMetadata samlConfiguration protocol stats sso
  accessToken idToken multifactor redirect sessionID request primaryUser authentication
  authorization organization riskAssessment` as const;

/** The names in its objects, by their paths. */
export const CONTEXT_PARTS = {
  request: "userAgent ip hostname query body geoip",
  "request.geoip": `country_code country_code3 country_name city_name latitude longitude time_zone
    continent_code subdivision_code subdivision_name`,
  authentication: "methods",
  authorization: "roles",
  organization: "id name metadata",
  sso: "current_clients",
  stats: "loginsCount",
} as const;

/** A shorter name of a user's own, such as `age`, is near to too much. */
const SHORT = 5;

/**
 * What in the description of a login is most likely a mistake, a sentence each. A user can have properties of any name
 * and rules put theirs into a context, so a name counts as misspelt only where the one that it is near to is missing.
 */
export function findDoubts(written: Written): string[] {
  const { user, event, context } = written;
  const misspelt = [
    ...findMisspelt(user, USER, "user.").filter(({ key }) => key.length >= SHORT),
    ...findInParts(event, EVENT_PARTS, ""),
    ...findMisspelt(context, CONTEXT, "context."),
    ...findInParts(context, CONTEXT_PARTS, "context."),
  ];
  const sentences = misspelt.map(
    ({ place, meant }) => `Auth0 knows no ${place}, did you mean ${meant}?`,
  );
  return [...sentences, ...findWrongTypes(written)];
}

/** What in an event is no part of one, nor one of some more, a sentence each: it is left out. */
export function findStrangers(
  event: Readonly<Record<string, unknown>>,
  more: readonly string[] = [],
): string[] {
  const known = [...wordsOf(EVENT), ...more];
  const missing = known.filter((name) => !Object.hasOwn(event, name));
  return Object.keys(event)
    .filter((key) => !known.includes(key))
    .map((key) => `a login has no ${key}, so it is left out${guess(key, missing)}`);
}

function wordsOf(names: string): string[] {
  return names.split(/\s+/);
}

interface Misspelt {
  readonly key: string;
  /** The key with the path of the object that has it. */
  readonly place: string;
  readonly meant: string;
}

function findInParts(
  root: unknown,
  parts: Readonly<Record<string, string>>,
  prefix: string,
): Misspelt[] {
  return Object.entries(parts).flatMap(([path, names]) =>
    findMisspelt(valueAt(root, path), names, `${prefix}${path}.`),
  );
}

function findMisspelt(value: unknown, names: string, prefix: string): Misspelt[] {
  if (!isRecord(value)) return [];
  const all = wordsOf(names);
  const missing = all.filter((name) => !Object.hasOwn(value, name));
  return Object.keys(value).flatMap((key) => {
    const meant = all.includes(key) ? undefined : nearestWord(key, missing);
    return meant === undefined ? [] : [{ key, place: prefix + key, meant }];
  });
}

/** Values that decide something, and that are easily written as another type. */
const TYPES = [
  ["user.email", "string", "text"],
  ["user.email_verified", "boolean", "true or false"],
  ["user.phone_verified", "boolean", "true or false"],
  ["event.stats.logins_count", "number", "a number"],
  ["context.stats.loginsCount", "number", "a number"],
] as const;

function findWrongTypes(written: Written): string[] {
  return TYPES.flatMap(([path, type, what]) => {
    const value = valueAt(written, path) ?? undefined;
    const isRight = value === undefined || typeof value === type;
    return isRight ? [] : [`${path.replace("event.", "")} is always ${what} at Auth0`];
  });
}
