import type { User } from "../users/user.ts";
import { ManagementError } from "../users/user-metadata.ts";
import { idOf } from "../users/user-store.ts";
import { identitiesOf, userOf } from "./profile.ts";
import { readJwt } from "./access/tokens.ts";
import type { Answer, Call, Endpoint } from "./types.ts";
import { checkBody, invalidBody } from "./validate.ts";

const scopes = ["update:users", "update:current_user_identities"];

/** Linked identities of a user. */
export const identityEndpoints: readonly Endpoint[] = [
  {
    method: "POST",
    path: "/users/{id}/identities",
    scopes: scopes,
    source: "users/post-identities",
    answer: linkIdentity,
  },
  {
    method: "DELETE",
    path: "/users/{id}/identities/{provider}/{user_id}",
    scopes: scopes,
    source: "users/delete-user-identity-by-user-id",
    answer: unlinkIdentity,
  },
];

/** The refusals are those that are listed at https://auth0.com/docs/api/management/v2/users/post-identities */
function refuse(message: string, code = "invalid_body"): ManagementError {
  return new ManagementError(400, message, code);
}

function linkIdentity(call: Call): Answer {
  const { tenant, body, grant } = call;
  const primary = userOf(call);
  checkBody(body, {
    provider: "string",
    user_id: "any",
    connection_id: "string",
    link_with: "string",
  });
  const id = body["link_with"] === undefined ? identityOf(body) : subjectOf(call);
  const [main, ...others] = (primary.identities ?? []).map(idOf);
  if (id === primary.user_id || id === main) {
    throw refuse("Main identity and the new one are the same.");
  }
  if (others.includes(id)) {
    throw taken();
  }
  const secondary = tenant.users.get(id);
  if (!secondary) {
    throw tenant.users.find(id) ? taken() : inexistent(body);
  }
  checkConnection(secondary, call);
  tenant.directory.forget(id);
  const linked = tenant.users.link(primary.user_id, id);
  return { status: 201, body: identitiesOf(linked, grant.scopes) };
}

function taken(): ManagementError {
  return new ManagementError(409, "Specified identity already exists.", "identity_conflict");
}

function inexistent({ link_with: token }: Call["body"]): ManagementError {
  return token === undefined
    ? refuse("Linking to an inexistent identity is not allowed.", "inexistent_identity")
    : refuse("Provided secondary account not found.", "inexistent_user");
}

/** The id of the user that is to be linked, from the provider and the id there. */
function identityOf({ provider, user_id: userId }: Call["body"]): string {
  if (typeof provider !== "string") {
    throw invalidBody("Missing required property: provider");
  }
  if (userId === undefined) {
    throw invalidBody("Missing required property: user_id");
  }
  if (typeof userId !== "string" && typeof userId !== "number") {
    throw invalidBody(`Expected type string but found type ${typeof userId}' on property 'user_id`);
  }
  return `${provider}|${userId}`;
}

/**
 * The user whose ID token is given. Its signature is not looked at: only Auth0 can make one. A
 * token that the tenant knows as one of a user will do as well.
 */
function subjectOf({ tenant, body, grant, login }: Call): string {
  for (const key of ["provider", "user_id", "connection_id"]) {
    if (body[key] !== undefined) {
      throw invalidBody(`Additional properties not allowed: ${key}`);
    }
  }
  const token = String(body["link_with"]);
  const known = tenant.tokens.find(token);
  if (known?.userId !== undefined) {
    return known.userId;
  }
  const jwt = readJwt(token);
  if (!jwt) {
    throw refuse("Invalid token (link_with).");
  }
  const { alg } = jwt.header;
  const { aud, sub, iss, exp } = jwt.payload;
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (alg !== "RS256") {
    throw refuse("JWT (link_with) must have an alg of RS256.");
  }
  if (sub === undefined) {
    throw refuse("JWT (link_with) must contains sub claim.");
  }
  if (typeof sub !== "string") {
    throw refuse("JWT (link_with) contains an invalid sub claim.");
  }
  if (typeof iss !== "string" || !login.isIssuer(iss)) {
    throw refuse("JWT (link_with) must have the same issuer as the calling user.");
  }
  if (grant.clientId !== undefined && !audiences.includes(grant.clientId)) {
    throw refuse(
      "JWT (link_with) must have an aud claim that matches that of the calling token's azp.",
    );
  }
  if (typeof exp !== "number" || exp * 1000 <= login.now) {
    throw refuse("Invalid token (link_with).");
  }
  return sub;
}

/** A connection that is named has to be the one of the identity. */
function checkConnection({ identities }: User, { tenant, body, login }: Call): void {
  const { connection_id: id } = body;
  const name = identities?.[0]?.connection;
  if (typeof id !== "string" || name === undefined) {
    return;
  }
  const known = [tenant.directory.connection(name)?.id, login.connectionId(name)];
  if (known.includes(id) || known.every((one) => one === undefined)) {
    return;
  }
  throw refuse("The provider/connection is not configured.", "inexistent_connection");
}

function unlinkIdentity(call: Call): Answer {
  const { tenant, params, grant } = call;
  const user = userOf(call);
  const { provider = "", user_id: userId = "" } = params;
  const left = tenant.users.unlink(user.user_id, `${provider}|${userId}`);
  return { status: 200, body: identitiesOf(left, grant.scopes) };
}
