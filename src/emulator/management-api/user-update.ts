import type { User } from "../users/user.ts";
import type { Identity } from "../rules/types.ts";
import { ManagementError } from "../users/user-metadata.ts";
import { profileOf, userOf } from "./profile.ts";
import type { Answer, Call } from "./types.ts";
import { checkBody, invalidBody, unsupported, type Shape } from "./validate.ts";

const updated: Shape = {
  blocked: "boolean",
  email: "string?",
  email_verified: "boolean",
  phone_number: "string?",
  phone_verified: "boolean",
  username: "string?",
  password: "string?",
  name: "string?",
  given_name: "string?",
  family_name: "string?",
  nickname: "string?",
  picture: "string?",
  user_metadata: "any",
  app_metadata: "any",
  verify_email: "boolean",
  verify_phone_number: "boolean",
  connection: "string",
  client_id: "string",
};

/** What says how a user is to be changed, and is not stored. */
const notStored = new Set([
  "connection",
  "client_id",
  "password",
  "verify_email",
  "verify_phone_number",
]);

/** What a social or enterprise provider gives at each login. */
const providedKeys = ["family_name", "given_name", "name", "nickname", "picture"];

/** What cannot be changed together. */
const separateKeys = [
  ["password", "email"],
  ["password", "email_verified"],
  ["username", "email"],
  ["username", "email_verified"],
  ["username", "password"],
] as const;

/** Connections whose users Auth0 itself keeps. */
const ownKeys = new Set(["auth0", "email", "sms"]);

/**
 * Changes a user, all of it or nothing. The refusals are those that are listed at
 * https://auth0.com/docs/api/management/v2/users/patch-users-by-id
 */
export function updateUser(call: Call): Answer {
  const { tenant, body, login } = call;
  const user = userOf(call);
  if (Object.keys(body).length === 0) {
    throw invalidBody("Too few properties defined (0), minimum 1");
  }
  checkBody(body, updated);
  checkScope(call);
  checkAttributes(user, body);
  checkEmail(user, call);
  const stored = Object.entries(body).filter(([key]) => !notStored.has(key));
  // A kind of metadata that is null is emptied.
  const changes = Object.fromEntries(
    stored.map(([key, value]) => [key, key.endsWith("_metadata") ? (value ?? {}) : value]),
  );
  if (typeof changes["email"] === "string") {
    changes["email"] = changes["email"].toLowerCase();
  }
  // A new address has yet to be verified.
  const isNew = changes["email"] !== undefined && changes["email"] !== user.email;
  if (isNew && changes["email_verified"] === undefined) {
    changes["email_verified"] = false;
  }
  const changed = tenant.users.patch(user.user_id, changes, login.now);
  if (typeof body["password"] === "string") {
    tenant.log.count(`password of ${user.user_id}`);
  }
  if (body["verify_email"] === true) {
    tenant.log.count(`verification email to ${user.user_id}`);
  }
  return { status: 200, body: profileOf(changed, call) };
}

/** Two of the scopes are for one kind of metadata only. */
function checkScope({ grant, body }: Call): void {
  if (grant.scopes.includes("update:users")) {
    return;
  }
  const allowed = [
    grant.scopes.includes("update:users_app_metadata") && "app_metadata",
    grant.scopes.includes("update:current_user_metadata") && "user_metadata",
  ];
  if (Object.keys(body).every((key) => allowed.includes(key))) {
    return;
  }
  throw new ManagementError(
    403,
    "Insufficient scope, expected any of: update:users",
    "insufficient_scope",
  );
}

function checkAttributes(user: User, body: Readonly<Record<string, unknown>>): void {
  const has = (key: string) => body[key] !== undefined;
  for (const [one, other] of separateKeys) {
    if (has(one) && has(other)) {
      throw unsupported(`Cannot update ${one} and ${other} simultaneously.`);
    }
  }
  const { provider, connection } = identityFor(user, body["connection"]);
  if (provider === undefined || ownKeys.has(provider)) {
    return;
  }
  if (has("email")) {
    throw unsupported("Cannot update email for non-database user.");
  }
  if (has("password")) {
    throw unsupported("Cannot update password for non-database user.");
  }
  const provided = providedKeys.filter(has);
  if (provided.length > 0) {
    throw unsupported(
      `The following user attributes cannot be updated: ${provided.join(", ")}. The connection (${connection ?? provider}) must either be a database connection (using the Auth0 store), a passwordless connection (email or sms) or has disabled 'Sync user profile attributes at each login'. For more information, see https://auth0.com/docs/dashboard/guides/connections/configure-connection-sync`,
    );
  }
}

/**
 * The first identity, or the one of the connection that is named.
 *
 * @throws ManagementError if there is none
 */
function identityFor({ identities = [] }: User, connection: unknown): Identity {
  if (connection === undefined) {
    return identities[0] ?? {};
  }
  const found = identities.find((identity) => identity.connection === connection);
  if (found) {
    return found;
  }
  throw new ManagementError(400, "Connection does not exist.", "inexistent_connection");
}

/** An address belongs to one user of a connection. */
function checkEmail(user: User, { tenant, body }: Call): void {
  const { email } = body;
  if (typeof email !== "string") {
    return;
  }
  const connection = user.identities?.[0]?.connection;
  const isTaken = tenant.users
    .all()
    .some(
      (other) =>
        other.user_id !== user.user_id &&
        other.email?.toLowerCase() === email.toLowerCase() &&
        other.identities?.[0]?.connection === connection,
    );
  if (isTaken) {
    throw new ManagementError(400, "The specified new email already exists", "auth0_idp_error");
  }
}
