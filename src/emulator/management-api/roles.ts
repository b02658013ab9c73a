import type { Directory, Role } from "../users/directory.ts";
import { ManagementError, noUser } from "../users/user-metadata.ts";
import type { UserStore } from "../users/user-store.ts";
import { takePage } from "./paging.ts";
import { pickMember, userOf } from "./profile.ts";
import type { Answer, Call, Endpoint } from "./types.ts";
import { checkList, checkUserId } from "./validate.ts";

/** Roles, and the users who have them. */
export const roleEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/roles",
    scopes: ["read:roles"],
    source: "roles/get-roles",
    answer: listRoles,
  },
  {
    method: "GET",
    path: "/roles/{id}",
    scopes: ["read:roles"],
    source: "roles/get-roles-by-id",
    answer: (call) => ({ status: 200, body: roleOf(call) }),
  },
  {
    method: "GET",
    path: "/roles/{id}/permissions",
    scopes: ["read:roles"],
    source: "roles/get-role-permission",
    answer: listRolePermissions,
  },
  {
    method: "GET",
    path: "/roles/{id}/users",
    scopes: ["read:users", "read:roles", "read:role_members"],
    source: "roles/get-role-user",
    answer: listRoleUsers,
  },
  {
    method: "POST",
    path: "/roles/{id}/users",
    scopes: ["update:roles", "create:role_members"],
    source: "roles/post-role-users",
    answer: assignUsers,
  },
  {
    method: "GET",
    path: "/users/{id}/roles",
    scopes: ["read:users", "read:roles", "read:role_members"],
    source: "users/get-user-roles",
    answer: listUserRoles,
  },
  {
    method: "POST",
    path: "/users/{id}/roles",
    scopes: ["update:users", "create:role_members"],
    source: "users/post-user-roles",
    answer: (call) => changeUserRoles(call, "assignRoles"),
  },
  {
    method: "DELETE",
    path: "/users/{id}/roles",
    scopes: ["update:users", "delete:role_members"],
    source: "users/delete-user-roles",
    answer: (call) => changeUserRoles(call, "removeRoles"),
  },
];

function noRole(): ManagementError {
  return new ManagementError(404, "The role does not exist.", "inexistent_role");
}

/** @throws ManagementError if a role does not exist */
export function checkRoles(ids: readonly string[], directory: Directory): void {
  const known = new Set(directory.roles().map(({ id }) => id));
  if (!ids.every((id) => known.has(id))) {
    throw noRole();
  }
}

function roleOf({ tenant, params }: Call): Role {
  const role = tenant.directory.roles().find(({ id }) => id === params["id"]);
  if (!role) {
    throw noRole();
  }
  return role;
}

function listRoles({ tenant, query }: Call): Answer {
  const filter = (query.get("name_filter") ?? "").toLowerCase();
  const roles = tenant.directory.roles().filter(({ name }) => name.toLowerCase().includes(filter));
  return { status: 200, body: takePage(roles, query, { name: "roles" }) };
}

function listRolePermissions(call: Call): Answer {
  const { tenant, query } = call;
  const permissions = tenant.directory.permissionsOf(roleOf(call).id);
  return { status: 200, body: takePage(permissions, query, { name: "permissions" }) };
}

function listRoleUsers(call: Call): Answer {
  const { tenant, query } = call;
  const users = tenant.directory.usersWith(roleOf(call).id).flatMap((id) => {
    const user = tenant.users.get(id);
    return user ? [pickMember(user)] : [];
  });
  return { status: 200, body: takePage(users, query, { name: "users", hasCheckpoints: true }) };
}

function assignUsers(call: Call): Answer {
  const { tenant, body } = call;
  const { id } = roleOf(call);
  const users = checkList(body, "users");
  checkUsers(users, tenant.users);
  for (const userId of users) {
    tenant.directory.assignRoles(userId, [id]);
  }
  return { status: 200, body: {} };
}

/** @throws ManagementError if a user does not exist */
export function checkUsers(ids: readonly string[], users: UserStore): void {
  for (const id of ids) {
    checkUserId(id);
    if (!users.get(id)) {
      throw noUser();
    }
  }
}

function listUserRoles(call: Call): Answer {
  const { tenant, query } = call;
  const roles = tenant.directory.rolesOf(userOf(call).user_id);
  return { status: 200, body: takePage(roles, query, { name: "roles" }) };
}

function changeUserRoles(call: Call, change: "assignRoles" | "removeRoles"): Answer {
  const { tenant, body } = call;
  const { user_id: id } = userOf(call);
  const roles = checkList(body, "roles");
  checkRoles(roles, tenant.directory);
  tenant.directory[change](id, roles);
  return { status: 204 };
}
