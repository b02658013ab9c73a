import type { User } from "../users/user.ts";
import type { Identity } from "../rules/types.ts";
import { noUser } from "../users/user-metadata.ts";
import type { Call } from "./types.ts";
import { checkUserId, readBoolean } from "./validate.ts";

/** Tokens of the provider, which need a scope of their own. */
const providerTokens = new Set(["access_token", "access_token_secret", "refresh_token"]);

/**
 * The user of the path, under their own id: not under that of a linked identity.
 *
 * @throws ManagementError if there is none
 */
export function userOf({ tenant, params }: Call): User {
  const { id = "" } = params;
  checkUserId(id);
  const user = tenant.users.get(id);
  if (!user) {
    throw noUser();
  }
  return user;
}

/**
 * A user as the API tells of them. Source:
 * https://auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure
 */
export function profileOf(user: User, { tenant, login, grant }: Call): Record<string, unknown> {
  const count = tenant.users.loginsCount(user.user_id);
  const isOwn = tenant.users.find(login.userId)?.user_id === user.user_id;
  const profile = Object.entries(user).filter(([key]) => key !== "enrolledFactors");
  return {
    ...Object.fromEntries(profile),
    identities: identitiesOf(user, grant.scopes),
    ...(user["logins_count"] === undefined && count > 0 && { logins_count: count }),
    ...(isOwn && { last_login: new Date(login.startedAt).toISOString() }),
    ...(isOwn && login.ip !== undefined && { last_ip: login.ip }),
  };
}

/** The identities, with tokens of the providers only for who may see them. */
export function identitiesOf({ identities }: User, scopes: readonly string[]): Identity[] {
  if (scopes.includes("read:user_idp_tokens")) {
    return identities ?? [];
  }
  return (identities ?? []).map((identity) =>
    Object.fromEntries(Object.entries(identity).filter(([key]) => !providerTokens.has(key))),
  );
}

/**
 * The properties that `fields` and `include_fields` leave.
 *
 * @throws ManagementError for a wrong parameter
 */
export function pickFields(
  value: Readonly<Record<string, unknown>>,
  query: URLSearchParams,
): Record<string, unknown> {
  const fields = (query.get("fields") ?? "").split(",").map((field) => field.trim());
  const isIncluded = readBoolean(query, "include_fields") ?? true;
  if (fields.every((field) => field === "")) {
    return { ...value };
  }
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => fields.includes(key) === isIncluded),
  );
}

/** What a list tells of a user. */
export function pickMember({
  user_id: userId,
  email,
  picture,
  name,
}: User): Record<string, unknown> {
  const told = Object.entries({ user_id: userId, email, picture, name });
  return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}
