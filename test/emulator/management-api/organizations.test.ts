import { describe, expect, test } from "vitest";
import { anApi, janeId, joeId } from "./api.ts";

const roles = [{ id: "rol_1", name: "admin" }];
const organizations = [
  {
    id: "org_1",
    name: "acme",
    display_name: "Acme",
    metadata: { tier: "1" },
    members: [{ user_id: joeId, roles: ["admin"] }],
  },
  { id: "org_2", name: "other" },
];
const acme = { id: "org_1", name: "acme", display_name: "Acme", metadata: { tier: "1" } };
const admin = { id: "rol_1", name: "admin", description: "" };
const parts = { roles, organizations };

describe("/organizations", () => {
  test("gives organizations, by id and by name (R-207)", async () => {
    const { ask } = await anApi(parts);
    expect((await ask("GET", "/api/v2/organizations")).body).toMatchObject([
      acme,
      { id: "org_2", display_name: "other" },
    ]);
    expect((await ask("GET", "/api/v2/organizations/org_1")).body).toEqual(acme);
    expect((await ask("GET", "/api/v2/organizations/name/acme")).body).toEqual(acme);
  });

  test("goes on from where a page ended (R-194, R-207)", async () => {
    const { ask } = await anApi(parts);
    const first = await ask("GET", "/api/v2/organizations?take=1");
    const { next } = first.body as { next: string };
    expect(first.body).toEqual({ organizations: [acme], next });
    const second = await ask("GET", `/api/v2/organizations?take=1&from=${next}`);
    expect(second.body).toMatchObject({ organizations: [{ id: "org_2" }] });
    expect(second.body).not.toHaveProperty("next");
    expect((await ask("GET", "/api/v2/organizations?from=x")).status).toBe(400);
  });

  test.each(["org_9", "name/nothing"])("does not find %s (R-207)", async (name) => {
    const { ask } = await anApi(parts);
    expect(await ask("GET", `/api/v2/organizations/${name}`)).toMatchObject({
      status: 404,
      body: { errorCode: "inexistent_organization" },
    });
  });

  test("are found by their member (R-208)", async () => {
    const { ask } = await anApi(parts);
    expect((await ask("GET", `/api/v2/users/${joeId}/organizations`)).body).toEqual([acme]);
    const none = await ask("GET", `/api/v2/users/${janeId}/organizations?include_totals=true`);
    expect(none.body).toMatchObject({ total: 0, organizations: [] });
  });
});

describe("/organizations/{id}/members", () => {
  const path = "/api/v2/organizations/org_1/members";

  test("are listed, added and removed (R-209)", async () => {
    const { ask } = await anApi(parts);
    expect((await ask("POST", path, { body: { members: [janeId] } })).status).toBe(204);
    const { body } = await ask("GET", path);
    expect(body).toMatchObject([{ user_id: joeId }, { user_id: janeId, name: "Jane Doe" }]);
    expect(body).not.toHaveProperty("0.roles");
    expect((await ask("DELETE", path, { body: { members: [joeId] } })).status).toBe(204);
    const page = await ask("GET", `${path}?include_totals=true`);
    expect(page.body).toMatchObject({ total: 1, members: [{ user_id: janeId }] });
  });

  test("come with their roles if these are asked for by name (R-209)", async () => {
    const { ask } = await anApi(parts);
    const query = `${path}?fields=user_id,roles`;
    const member = { user_id: joeId, roles: [{ id: "rol_1", name: "admin" }] };
    expect((await ask("GET", query)).body).toEqual([member]);
    const scopes = "read:organization_members";
    expect((await ask("GET", query, { scopes })).status).toBe(403);
  });

  test.each([
    ["an unknown user", { members: ["auth0|9"] }, 404],
    ["nobody", { members: [] }, 400],
    ["what is no id", { members: ["jane"] }, 400],
  ])("refuse %s (R-209)", async (_what, body, status) => {
    const { ask } = await anApi(parts);
    expect((await ask("POST", path, { body })).status).toBe(status);
  });

  test("have roles of their own in the organization (R-210)", async () => {
    const { ask } = await anApi(parts);
    await ask("POST", path, { body: { members: [janeId] } });
    const own = `${path}/${janeId}/roles`;
    expect((await ask("GET", own)).body).toEqual([]);
    expect((await ask("POST", own, { body: { roles: ["rol_1"] } })).status).toBe(204);
    expect((await ask("GET", own)).body).toEqual([admin]);
    expect((await ask("GET", `/api/v2/users/${janeId}/roles`)).body).toEqual([]);
    expect((await ask("DELETE", own, { body: { roles: ["rol_1"] } })).status).toBe(204);
    expect((await ask("GET", own)).body).toEqual([]);
  });

  test.each(["GET", "POST", "DELETE"])("are asked for as such: %s (R-210)", async (method) => {
    const { ask } = await anApi(parts);
    const body = method === "GET" ? undefined : { roles: ["rol_1"] };
    const answer = await ask(method, `${path}/${janeId}/roles`, { body });
    expect(answer).toMatchObject({ status: 404, body: { errorCode: "inexistent_member" } });
  });
});
