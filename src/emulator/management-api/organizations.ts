import type { Organization } from "../users/directory.ts";
import { ManagementError } from "../users/user-metadata.ts";
import { takePage } from "./paging.ts";
import { userOf } from "./profile.ts";
import type { Call, Endpoint } from "./types.ts";

const list = { name: "organizations", hasCheckpoints: true };

/** Organizations, and those of a user. */
export const organizationEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/organizations",
    scopes: ["read:organizations"],
    source: "organizations/get-organizations",
    answer: ({ tenant, query }) => ({
      status: 200,
      body: takePage(tenant.directory.organizations(), query, list),
    }),
  },
  {
    method: "GET",
    path: "/organizations/name/{name}",
    scopes: ["read:organizations"],
    source: "organizations/get-name-by-name",
    answer: ({ tenant, params }) => {
      const { name = "" } = params;
      const found = tenant.directory.organizations().find((one) => one.name === name);
      if (!found) {
        throw noOrganization();
      }
      return { status: 200, body: found };
    },
  },
  {
    method: "GET",
    path: "/organizations/{id}",
    scopes: ["read:organizations"],
    source: "organizations/get-organizations-by-id",
    answer: (call) => ({ status: 200, body: organizationOf(call) }),
  },
  {
    method: "GET",
    path: "/users/{id}/organizations",
    scopes: ["read:organizations"],
    source: "users/get-user-organizations",
    answer: (call) => {
      const { tenant, query } = call;
      const organizations = tenant.directory.organizationsOf(userOf(call).user_id);
      return { status: 200, body: takePage(organizations, query, list) };
    },
  },
];

function noOrganization(): ManagementError {
  return new ManagementError(
    404,
    "No organization found by that id or name",
    "inexistent_organization",
  );
}

/** The organization of the path. @throws ManagementError if there is none */
export function organizationOf({ tenant, params }: Call): Organization {
  const found = tenant.directory.organization(params["id"] ?? "");
  if (!found) {
    throw noOrganization();
  }
  return found;
}
