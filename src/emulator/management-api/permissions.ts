import { isRecord } from "../../text/plain-data.ts";
import type { HeldPermission } from "../users/directory.ts";
import type { Permission } from "../users/tenant-parts.ts";
import { takePage } from "./paging.ts";
import { userOf } from "./profile.ts";
import type { Answer, Call, Endpoint } from "./types.ts";
import { checkBody, invalidBody } from "./validate.ts";

/** Permissions of users: their own, and those of their roles. */
export const permissionEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/users/{id}/permissions",
    scopes: ["read:users"],
    source: "users/get-permissions",
    answer: listPermissions,
  },
  {
    method: "POST",
    path: "/users/{id}/permissions",
    scopes: ["update:users"],
    source: "users/post-permissions",
    answer: (call) => changePermissions(call, "assignPermissions"),
  },
  {
    method: "DELETE",
    path: "/users/{id}/permissions",
    scopes: ["update:users"],
    source: "users/delete-permissions",
    answer: (call) => changePermissions(call, "removePermissions"),
  },
];

function listPermissions(call: Call): Answer {
  const { tenant, query } = call;
  const held = tenant.directory.heldPermissions(userOf(call).user_id).map(describePermission);
  return { status: 200, body: takePage(held, query, { name: "permissions" }) };
}

function describePermission({ permission, roles, isDirect }: HeldPermission) {
  const identifier = permission.resource_server_identifier;
  const direct = { source_id: "", source_name: "", source_type: "DIRECT" };
  const sources = roles.map(({ id, name }) => ({
    source_id: id,
    source_name: name,
    source_type: "ROLE",
  }));
  return {
    permission_name: permission.permission_name,
    description: permission.description ?? "",
    resource_server_name: permission.resource_server_name ?? identifier,
    resource_server_identifier: identifier,
    sources: isDirect ? [direct, ...sources] : sources,
  };
}

function changePermissions(call: Call, change: "assignPermissions" | "removePermissions"): Answer {
  const { user_id: id } = userOf(call);
  call.tenant.directory[change](id, readPermissions(call.body));
  return { status: change === "assignPermissions" ? 201 : 204 };
}

/** @throws ManagementError if the body is no list of permissions */
function readPermissions(body: Call["body"]): Permission[] {
  checkBody(body, { permissions: "array" }, ["permissions"]);
  const list = body["permissions"] as unknown[];
  if (list.length === 0) {
    throw invalidBody("Array is too short (0), minimum 1");
  }
  return list.map((item) => {
    if (!isRecord(item)) {
      throw invalidBody("Expected type object' on property 'permissions");
    }
    checkBody(item, { permission_name: "string", resource_server_identifier: "string" }, [
      "permission_name",
      "resource_server_identifier",
    ]);
    return {
      permission_name: String(item["permission_name"]),
      resource_server_identifier: String(item["resource_server_identifier"]),
    };
  });
}
