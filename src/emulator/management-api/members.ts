import { ManagementError } from "../users/user-metadata.ts";
import { organizationOf } from "./organizations.ts";
import { takePage } from "./paging.ts";
import { pickFields, pickMember } from "./profile.ts";
import { checkRoles, checkUsers } from "./roles.ts";
import type { Answer, Call, Endpoint } from "./types.ts";
import { checkList, checkUserId } from "./validate.ts";

const members = "/organizations/{id}/members";
const roles = `${members}/{user_id}/roles`;

/** Members of organizations, and their roles within. */
export const memberEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: members,
    scopes: ["read:organization_members"],
    source: "organizations/get-organization-members",
    answer: listMembers,
  },
  {
    method: "POST",
    path: members,
    scopes: ["create:organization_members"],
    source: "organizations/post-members",
    answer: (call) => changeMembers(call, "addMembers"),
  },
  {
    method: "DELETE",
    path: members,
    scopes: ["delete:organization_members"],
    source: "organizations/delete-members",
    answer: (call) => changeMembers(call, "removeMembers"),
  },
  {
    method: "GET",
    path: roles,
    scopes: ["read:organization_member_roles"],
    source: "organizations/get-organization-member-roles",
    answer: listMemberRoles,
  },
  {
    method: "POST",
    path: roles,
    scopes: ["create:organization_member_roles"],
    source: "organizations/post-organization-member-roles",
    answer: (call) => changeMemberRoles(call, "assignMemberRoles"),
  },
  {
    method: "DELETE",
    path: roles,
    scopes: ["delete:organization_member_roles"],
    source: "organizations/delete-organization-member-roles",
    answer: (call) => changeMemberRoles(call, "removeMemberRoles"),
  },
];

/** Roles are told only if they are asked for by name, which needs a scope of its own. */
function listMembers(call: Call): Answer {
  const { tenant, query, grant } = call;
  const { id } = organizationOf(call);
  const fields = (query.get("fields") ?? "").split(",").map((field) => field.trim());
  const hasRoles = fields.includes("roles");
  if (hasRoles && !grant.scopes.includes("read:organization_member_roles")) {
    throw new ManagementError(
      403,
      "Insufficient scope, expected any of: read:organization_member_roles",
      "insufficient_scope",
    );
  }
  const members = tenant.directory.members(id).flatMap((userId) => {
    const user = tenant.users.get(userId);
    if (!user) {
      return [];
    }
    const roles = tenant.directory.memberRoles(id, userId).map((role) => ({
      id: role.id,
      name: role.name,
    }));
    return [pickFields({ ...pickMember(user), ...(hasRoles && { roles }) }, query)];
  });
  return { status: 200, body: takePage(members, query, { name: "members", hasCheckpoints: true }) };
}

function changeMembers(call: Call, change: "addMembers" | "removeMembers"): Answer {
  const { tenant, body } = call;
  const { id } = organizationOf(call);
  const members = checkList(body, "members");
  if (change === "addMembers") {
    checkUsers(members, tenant.users);
  }
  tenant.directory[change](id, members);
  return { status: 204 };
}

/** The member of the path. @throws ManagementError if the user is none */
function memberOf(call: Call): { id: string; userId: string } {
  const { id } = organizationOf(call);
  const userId = call.params["user_id"] ?? "";
  checkUserId(userId);
  if (call.tenant.directory.isMember(id, userId)) {
    return { id, userId };
  }
  throw new ManagementError(
    404,
    "The user is not a member of the organization.",
    "inexistent_member",
  );
}

function listMemberRoles(call: Call): Answer {
  const { id, userId } = memberOf(call);
  const roles = call.tenant.directory.memberRoles(id, userId);
  return { status: 200, body: takePage(roles, call.query, { name: "roles" }) };
}

function changeMemberRoles(call: Call, change: "assignMemberRoles" | "removeMemberRoles"): Answer {
  const { id, userId } = memberOf(call);
  const roles = checkList(call.body, "roles");
  checkRoles(roles, call.tenant.directory);
  call.tenant.directory[change](id, userId, roles);
  return { status: 204 };
}
