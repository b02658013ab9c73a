import { describe, expect, test } from "vitest";
import { anApi, janeId, joeId } from "./api.ts";

const api = "https://api.example.com";
const read = { permission_name: "read:a", resource_server_identifier: api };
const write = { permission_name: "write:a", resource_server_identifier: api };
const roles = [
  {
    id: "rol_1",
    name: "admin",
    description: "May all",
    permissions: [read, write],
    users: [joeId],
  },
  { id: "rol_2", name: "Reader", permissions: [read] },
];
const admin = { id: "rol_1", name: "admin", description: "May all" };

describe("/roles", () => {
  test("gives roles, by name, by page, by id (R-204)", async () => {
    const { ask } = await anApi({ roles });
    expect((await ask("GET", "/api/v2/roles")).body).toMatchObject([admin, { id: "rol_2" }]);
    const found = await ask("GET", "/api/v2/roles?name_filter=READ");
    expect(found.body).toEqual([{ id: "rol_2", name: "Reader", description: "" }]);
    const page = await ask("GET", "/api/v2/roles?per_page=1&page=1&include_totals=true");
    expect(page.body).toMatchObject({ start: 1, limit: 1, total: 2, roles: [{ id: "rol_2" }] });
    expect((await ask("GET", "/api/v2/roles/rol_1")).body).toEqual(admin);
  });

  test("gives the permissions and the users of a role (R-204)", async () => {
    const { ask } = await anApi({ roles });
    expect((await ask("GET", "/api/v2/roles/rol_1/permissions")).body).toEqual([read, write]);
    const users = [{ user_id: joeId, email: "joe@example.com", name: "Joe Smith" }];
    expect((await ask("GET", "/api/v2/roles/rol_1/users")).body).toMatchObject(users);
    const page = await ask("GET", "/api/v2/roles/rol_1/users?take=1");
    expect(page.body).toMatchObject({ users });
  });

  test("is assigned to users (R-204)", async () => {
    const { ask } = await anApi({ roles });
    const body = { users: [janeId] };
    expect((await ask("POST", "/api/v2/roles/rol_2/users", { body })).status).toBe(200);
    expect((await ask("GET", `/api/v2/users/${janeId}/roles`)).body).toMatchObject([
      { id: "rol_2" },
    ]);
  });

  test.each(["/roles/rol_9", "/roles/rol_9/permissions", "/roles/rol_9/users"])(
    "does not find %s (R-204)",
    async (path) => {
      const { ask } = await anApi({ roles });
      const body = { errorCode: "inexistent_role" };
      expect(await ask("GET", `/api/v2${path}`)).toMatchObject({ status: 404, body });
    },
  );
});

describe("/users/{id}/roles", () => {
  test("are listed, assigned and removed (R-205)", async () => {
    const { ask } = await anApi({ roles });
    const path = `/api/v2/users/${janeId}/roles`;
    expect((await ask("GET", path)).body).toEqual([]);
    const assigned = await ask("POST", path, { body: { roles: ["rol_1", "rol_2"] } });
    expect(assigned).toMatchObject({ status: 204, body: undefined });
    const page = await ask("GET", `${path}?include_totals=true`);
    expect(page.body).toMatchObject({ total: 2, roles: [admin, { id: "rol_2" }] });
    expect((await ask("DELETE", path, { body: { roles: ["rol_2"] } })).status).toBe(204);
    expect((await ask("GET", path)).body).toEqual([admin]);
  });

  test.each([
    ["a role that is not there", janeId, { roles: ["rol_9"] }, 404],
    ["a role by its name", janeId, { roles: ["admin"] }, 404],
    ["no role", janeId, { roles: [] }, 400],
    ["what is no list", janeId, { roles: "rol_1" }, 400],
    ["no body", janeId, undefined, 400],
    ["an unknown user", "auth0|9", { roles: ["rol_1"] }, 404],
  ])("refuse %s (R-205)", async (_what, id, body, status) => {
    const { ask } = await anApi({ roles });
    for (const method of ["POST", "DELETE"]) {
      expect((await ask(method, `/api/v2/users/${id}/roles`, { body })).status).toBe(status);
    }
  });
});

describe("/users/{id}/permissions", () => {
  const path = `/api/v2/users/${janeId}/permissions`;

  test("are those of the user and of their roles (R-206)", async () => {
    const { ask } = await anApi({ roles, permissions: [{ user_id: janeId, ...read }] });
    await ask("POST", `/api/v2/users/${janeId}/roles`, { body: { roles: ["rol_1"] } });
    const byRole = { source_id: "rol_1", source_name: "admin", source_type: "ROLE" };
    expect((await ask("GET", path)).body).toEqual([
      {
        ...read,
        description: "",
        resource_server_name: api,
        sources: [{ source_id: "", source_name: "", source_type: "DIRECT" }, byRole],
      },
      { ...write, description: "", resource_server_name: api, sources: [byRole] },
    ]);
  });

  test("are assigned and removed (R-206)", async () => {
    const { ask } = await anApi();
    const body = { permissions: [read, write] };
    expect((await ask("POST", path, { body })).status).toBe(201);
    expect((await ask("DELETE", path, { body: { permissions: [read] } })).status).toBe(204);
    expect((await ask("GET", path)).body).toMatchObject([write]);
  });

  test.each([
    [{ permissions: [] }],
    [{ permissions: ["read:a"] }],
    [{ permissions: [{ permission_name: "read:a" }] }],
    [{}],
  ])("refuse %j (R-206)", async (body) => {
    const { ask } = await anApi();
    expect((await ask("POST", path, { body })).status).toBe(400);
  });
});
