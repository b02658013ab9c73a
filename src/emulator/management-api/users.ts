import { isRecord } from "../../text/plain-data.ts";
import type { User } from "../users/user.ts";
import { checkMetadata, ManagementError, mergeMetadata } from "../users/user-metadata.ts";
import type { UserStore } from "../users/user-store.ts";
import { takePage } from "./paging.ts";
import { pickFields, profileOf, userOf } from "./profile.ts";
import { findFutile, matches } from "./search/match.ts";
import { parseQuery } from "./search/query.ts";
import type { Answer, Call, Endpoint } from "./types.ts";
import { updateUser } from "./user-update.ts";
import { checkBody, checkUserId, invalidBody, invalidQuery, type Shape } from "./validate.ts";

/** Users: read, search, create, change, delete. */
export const userEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/users",
    scopes: ["read:users", "read:user_idp_tokens"],
    source: "users/get-users",
    answer: searchUsers,
  },
  {
    method: "GET",
    path: "/users-by-email",
    scopes: ["read:users"],
    source: "users-by-email/get-users-by-email",
    answer: findByEmail,
  },
  {
    method: "GET",
    path: "/users/{id}",
    scopes: ["read:users", "read:current_user", "read:user_idp_tokens"],
    source: "users/get-users-by-id",
    answer: (call) => ({
      status: 200,
      body: pickFields(profileOf(userOf(call), call), call.query),
    }),
  },
  {
    method: "POST",
    path: "/users",
    scopes: ["create:users"],
    source: "users/post-users",
    answer: createUser,
  },
  {
    method: "PATCH",
    path: "/users/{id}",
    scopes: ["update:users", "update:users_app_metadata", "update:current_user_metadata"],
    source: "users/patch-users-by-id",
    answer: updateUser,
  },
  {
    method: "DELETE",
    path: "/users/{id}",
    scopes: ["delete:users", "delete:current_user"],
    source: "users/delete-users-by-id",
    answer: deleteUser,
  },
];

function searchUsers(call: Call): Answer {
  const { tenant, query, login } = call;
  const engine = query.get("search_engine") ?? "v3";
  if (!/^v[123]$/.test(engine)) {
    throw invalidQuery(`No enum match for: ${JSON.stringify(engine)}' on property 'search_engine`);
  }
  const asked = parseQuery(query.get("q") ?? "");
  for (const sentence of findFutile(asked)) {
    login.warn(sentence);
  }
  const connection = query.get("connection");
  const found = tenant.users
    .all()
    .map((user) => profileOf(user, call))
    .filter((user) => matches(asked, searchable(user, call)))
    .filter((user) => connection === null || hasConnection(user, connection));
  const sorted = sortBy(query.get("sort"), found).map((user) => pickFields(user, query));
  return { status: 200, body: takePage(sorted, query, { name: "users", hasLength: true }) };
}

/** The search also knows the organizations of a user. */
function searchable(user: Readonly<Record<string, unknown>>, { tenant }: Call) {
  const organizations = tenant.directory.organizationsOf(String(user["user_id"]));
  return { ...user, organization_id: organizations.map(({ id }) => id) };
}

function hasConnection({ identities }: Readonly<Record<string, unknown>>, name: string): boolean {
  return (
    Array.isArray(identities) &&
    identities.some((identity) => isRecord(identity) && identity["connection"] === name)
  );
}

/** Source: https://auth0.com/docs/manage-users/user-search/sort-search-results */
function sortBy<T extends Readonly<Record<string, unknown>>>(sort: string | null, users: T[]): T[] {
  if (sort === null || sort === "") {
    return users;
  }
  const [, field = "", direction] = /^([\w.]+):(-?1)$/.exec(sort) ?? [];
  if (direction === undefined) {
    throw invalidQuery(`String does not match pattern ^((\\w+:-?1)|)$' on property 'sort`);
  }
  return users.toSorted((one, other) => Number(direction) * compare(one[field], other[field]));
}

function compare(one: unknown, other: unknown): number {
  if (typeof one === "number" && typeof other === "number") {
    return one - other;
  }
  const [first = "", second = ""] = [one, other].map((value) => JSON.stringify(value ?? ""));
  if (first === second) {
    return 0;
  }
  return first < second ? -1 : 1;
}

/** Case counts: Auth0 keeps the addresses of its own databases in lower case. */
function findByEmail(call: Call): Answer {
  const { tenant, query } = call;
  const email = query.get("email");
  if (email === null || email === "") {
    throw invalidQuery("Missing required property: email");
  }
  const found = tenant.users.all().filter((user) => user.email === email);
  return { status: 200, body: found.map((user) => pickFields(profileOf(user, call), query)) };
}

const created: Shape = {
  connection: "string",
  email: "string",
  username: "string",
  phone_number: "string",
  password: "string",
  user_id: "string",
  email_verified: "boolean",
  phone_verified: "boolean",
  verify_email: "boolean",
  blocked: "boolean",
  name: "string",
  given_name: "string",
  family_name: "string",
  nickname: "string",
  picture: "string",
  user_metadata: "object",
  app_metadata: "object",
};

/** What is asked for and not part of the profile. */
const notStored = new Set(["connection", "password", "verify_email", "user_id"]);

function createUser(call: Call): Answer {
  const { tenant, login, body } = call;
  checkBody(body, created, ["connection"]);
  const connection = tenant.directory.connection(String(body["connection"]));
  if (!connection) {
    throw new ManagementError(400, "The connection does not exist.", "inexistent_connection");
  }
  checkIdentifiers(body, connection.strategy);
  const { strategy: provider, name } = connection;
  const given = typeof body["user_id"] === "string" ? body["user_id"] : undefined;
  const id = given ?? newId(tenant.users, provider);
  const user: User = {
    ...attributesOf(body),
    user_id: `${provider}|${id}`,
    identities: [{ connection: name, user_id: id, provider, isSocial: false }],
    created_at: new Date(login.now).toISOString(),
    updated_at: new Date(login.now).toISOString(),
  };
  if (isTaken(user, name, tenant.users)) {
    throw new ManagementError(409, "The user already exists.", "auth0_idp_error");
  }
  tenant.users.create(user);
  const isMailed = body["verify_email"] ?? (user.email !== undefined && !user.email_verified);
  if (isMailed === true) {
    tenant.log.count(`verification email to ${user.user_id}`);
  }
  return { status: 201, body: profileOf(user, call) };
}

/** What a connection needs to know a user by. */
function checkIdentifiers(body: Readonly<Record<string, unknown>>, strategy: string): void {
  const needed: Readonly<Record<string, readonly string[]>> = {
    auth0: ["password"],
    email: ["email"],
    sms: ["phone_number"],
  };
  const hasName = body["email"] !== undefined || body["username"] !== undefined;
  const missing =
    strategy === "auth0" && !hasName && body["phone_number"] === undefined
      ? "email"
      : needed[strategy]?.find((key) => body[key] === undefined);
  if (missing !== undefined) {
    throw invalidBody(`Missing required property: ${missing}`);
  }
}

/** The profile of a new user: what is given, and what is made of it. */
function attributesOf(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = Object.entries(body).filter(([key]) => !notStored.has(key));
  const attributes: Record<string, unknown> = Object.fromEntries(given);
  for (const kind of ["user_metadata", "app_metadata"] as const) {
    if (attributes[kind] === undefined) {
      continue;
    }
    checkMetadata(kind, attributes[kind]);
    attributes[kind] = mergeMetadata(undefined, attributes[kind]);
  }
  if (typeof body["email"] !== "string") {
    return { name: body["phone_number"] ?? body["username"], ...attributes };
  }
  const email = body["email"].toLowerCase();
  const [nickname] = email.split("@");
  return { name: email, nickname, email_verified: false, ...attributes, email };
}

/** Of 24 hexadecimal digits, as the ids of databases are; the same in each run. */
function newId(users: UserStore, provider: string): string {
  for (let count = users.all().length + 1; ; count++) {
    const id = count.toString(16).padStart(24, "0");
    if (!users.get(`${provider}|${id}`)) {
      return id;
    }
  }
}

/** Whether a connection has a user of this id, address, name or number. */
function isTaken(user: User, connection: string, users: UserStore): boolean {
  if (users.find(user.user_id)) {
    return true;
  }
  return users
    .all()
    .filter(({ identities }) => identities?.[0]?.connection === connection)
    .some((other) =>
      ["email", "username", "phone_number"].some(
        (key) => user[key] !== undefined && user[key] === other[key],
      ),
    );
}

/** A user who is not there is deleted, too. Source: https://github.com/auth0/node-auth0/issues/451 */
function deleteUser({ tenant, params }: Call): Answer {
  const { id = "" } = params;
  checkUserId(id);
  if (tenant.users.get(id)) {
    tenant.directory.forget(id);
    tenant.users.delete(id);
  }
  return { status: 204 };
}
