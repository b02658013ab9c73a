import { describe, expect, test } from "vitest";
import { aUser } from "../../support/describeTemplate.ts";
import { anApi, janeId, joe, joeId } from "./api.ts";

const idsOf = (body: unknown) => (body as { user_id: string }[]).map(({ user_id: id }) => id);

describe("GET /users/{id}", () => {
  test("gives the profile with what is known of logins (R-191)", async () => {
    const { ask } = await anApi();
    const { status, body } = await ask("GET", `/api/v2/users/${janeId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user_id: janeId,
      email: "jane.doe@example.com",
      logins_count: 1,
      last_ip: "203.0.113.7",
      last_login: "2026-01-15T12:00:00.000Z",
    });
  });

  test.each([
    ["only", "fields=email,name", { email: "joe@example.com", name: "Joe Smith" }],
    ["only", "fields=email&include_fields=true", { email: "joe@example.com" }],
  ])("gives %s the fields that are asked for: %s (R-191)", async (_what, query, expected) => {
    const { ask } = await anApi();
    const { body } = await ask("GET", `/api/v2/users/${encodeURIComponent(joeId)}?${query}`);
    expect(body).toEqual(expected);
  });

  test("leaves out the fields that are not wanted (R-191)", async () => {
    const { ask } = await anApi();
    const { body } = await ask("GET", `/api/v2/users/${joeId}?fields=email&include_fields=false`);
    expect(body).toMatchObject({ user_id: joeId });
    expect(body).not.toHaveProperty("email");
  });

  test("gives tokens of a provider only to who may see them (R-217)", async () => {
    const { ask } = await anApi();
    const hidden = await ask("GET", `/api/v2/users/${joeId}`);
    expect(hidden.body).not.toHaveProperty("identities.0.access_token");
    const scopes = "read:users read:user_idp_tokens";
    const shown = await ask("GET", `/api/v2/users/${joeId}`, { scopes });
    expect(shown.body).toHaveProperty("identities.0.access_token", "secret");
  });

  test.each([
    ["auth0|9", 404, { error: "Not Found", errorCode: "inexistent_user" }],
    ["9", 400, { error: "Bad Request", errorCode: "invalid_uri" }],
  ])("does not find %s (R-191)", async (id, status, body) => {
    const { ask } = await anApi();
    const answer = await ask("GET", `/api/v2/users/${id}`);
    expect(answer).toMatchObject({ status, body: { statusCode: status, ...body } });
  });
});

describe("GET /users", () => {
  const users = [
    aUser({ username: "jane", app_metadata: { plan: "free", roles: ["a", "b"] } }),
    joe(),
    aUser({
      user_id: "sms|1",
      email: undefined,
      name: "+15550100",
      phone_number: "+15550100",
      blocked: true,
      logins_count: 120,
      created_at: "2025-06-01T00:00:00.000Z",
      identities: [{ provider: "sms", connection: "sms", user_id: "1", isSocial: false }],
      user_metadata: { color: "red", addresses: [{ city: "Paris" }] },
    }),
  ];
  const search = async (q: string, more = "") => {
    const { ask } = await anApi({ users });
    const query = `q=${encodeURIComponent(q)}&search_engine=v3${more}`;
    return ask("GET", `/api/v2/users?${query}`);
  };

  test.each([
    ['email:"jane.doe@example.com"', [janeId]],
    ["email:JANE.DOE@example.com", [janeId]],
    ['email.domain:"example.com"', [janeId, joeId]],
    [`user_id:"${joeId}"`, [joeId]],
    ['app_metadata.plan:"gold"', [joeId]],
    ["app_metadata.plan:Gold", []],
    ["app_metadata.roles:b", [janeId]],
    ['user_metadata.color:"red"', ["sms|1"]],
    ['user_metadata.addresses.city:"Paris"', ["sms|1"]],
    ['identities.connection:"google-oauth2"', [joeId]],
    ["identities.provider:sms", ["sms|1"]],
    ["identities.user_id:42", [joeId]],
    ["identities.isSocial:true", [joeId]],
    ['name:"joe smith"', [joeId]],
    ["username:jane", [janeId]],
    ["phone_number:+15550100", ["sms|1"]],
    ["logins_count:120", ["sms|1"]],
    ["logins_count:1", [janeId]],
    ["blocked:true", ["sms|1"]],
    ["smith", [joeId]],
    ["", [janeId, joeId, "sms|1"]],
  ])("finds by field: %s (R-192)", async (q, expected) => {
    expect(idsOf((await search(q)).body)).toEqual(expected);
  });

  test.each([
    ['email:"joe@example.com" AND app_metadata.plan:"gold"', [joeId]],
    ['email:"joe@example.com" AND NOT app_metadata.plan:"gold"', []],
    ["username:jane OR blocked:true", [janeId, "sms|1"]],
    ["username:jane blocked:true", [janeId, "sms|1"]],
    ["(username:jane OR blocked:true) AND -identities.provider:sms", [janeId]],
    ["NOT blocked:true", [janeId, joeId]],
    ["-blocked:true email.domain:example.com", [janeId, joeId]],
    ["+blocked:true username:jane", ["sms|1"]],
    ['identities.provider:("sms" OR "google-oauth2")', [joeId, "sms|1"]],
    ["name:jo*", [joeId]],
    ["name:*smith", [joeId]],
    ["email:j*@example.com", [janeId, joeId]],
    ["app_metadata.plan:g?ld", [joeId]],
    ["_exists_:app_metadata.seats", [joeId]],
    ["NOT _exists_:email", ["sms|1"]],
    ["logins_count:[100 TO 200]", ["sms|1"]],
    ["logins_count:{120 TO *]", []],
    ["logins_count:>=100", ["sms|1"]],
    ["app_metadata.seats:[3 TO 4}", [joeId]],
    ["created_at:[2025-01-01 TO *]", ["sms|1"]],
    ["created_at:{* TO 2025-01-01T00:00:00.000Z}", [janeId, joeId]],
    ["app_metadata.plan:gol\\d", [joeId]],
  ])("finds by operators, wildcards and ranges: %s (R-193)", async (q, expected) => {
    expect(idsOf((await search(q)).body)).toEqual(expected);
  });

  test.each(['email:"a', "name:*th", "(blocked:true", "AND", "blocked:"])(
    "refuses what it cannot read: %s (R-193)",
    async (q) => {
      const body = { statusCode: 400, errorCode: "invalid_query_string" };
      expect(await search(q)).toMatchObject({ status: 400, body });
    },
  );

  test.each(["user_metadata.color:r*", "user_metadata.color:[a TO z]"])(
    "finds nothing in user_metadata but whole values: %s (R-193)",
    async (q) => {
      expect((await search(q)).body).toEqual([]);
    },
  );

  test("comes by page, with totals, in order (R-194)", async () => {
    const { body } = await search("", "&page=1&per_page=2&include_totals=true&sort=name:-1");
    expect(body).toMatchObject({
      start: 2,
      limit: 2,
      length: 1,
      total: 3,
      users: [{ user_id: "sms|1" }],
    });
    expect(idsOf((await search("", "&sort=email:1&fields=user_id")).body)).toEqual([
      "sms|1",
      janeId,
      joeId,
    ]);
  });

  test.each([
    ["per_page=101", "invalid_query_string"],
    ["page=-1", "invalid_query_string"],
    ["include_totals=1", "invalid_query_string"],
    ["sort=name", "invalid_query_string"],
    ["search_engine=v4", "invalid_query_string"],
    ["page=10&per_page=100", "invalid_paging"],
  ])("refuses %s (R-194)", async (query, errorCode) => {
    const { ask } = await anApi();
    const answer = await ask("GET", `/api/v2/users?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { errorCode } });
  });

  test("finds the members of an organization (R-192)", async () => {
    const { ask } = await anApi({ organizations: [{ id: "org_1", name: "a", members: [joeId] }] });
    const { body } = await ask("GET", "/api/v2/users?q=organization_id:org_1");
    expect(idsOf(body)).toEqual([joeId]);
  });
});

describe("GET /users-by-email", () => {
  test.each([
    ["jane.doe@example.com", [janeId]],
    ["Jane.Doe@example.com", []],
    ["nobody@example.com", []],
  ])("finds the users of %s (R-195)", async (email, expected) => {
    const { ask } = await anApi();
    const { body } = await ask("GET", `/api/v2/users-by-email?email=${encodeURIComponent(email)}`);
    expect(idsOf(body)).toEqual(expected);
  });

  test("needs an address (R-195)", async () => {
    const { ask } = await anApi();
    expect(await ask("GET", "/api/v2/users-by-email")).toMatchObject({
      status: 400,
      body: { message: "Query validation error: 'Missing required property: email'." },
    });
  });
});

describe("POST /users", () => {
  const connection = "Username-Password-Authentication";
  const password = "pa55word-of-a-test";

  test("makes a user of a database (R-196)", async () => {
    const { ask, tenant } = await anApi();
    const { status, body } = await ask("POST", "/api/v2/users", {
      body: { connection, password, email: "New@Example.com", app_metadata: { a: 1 } },
    });
    expect(status).toBe(201);
    const { user_id: id } = body as { user_id: string };
    expect(id).toMatch(/^auth0\|[0-9a-f]{24}$/);
    expect(tenant.user(id)).toMatchObject({
      email: "new@example.com",
      email_verified: false,
      nickname: "New".toLowerCase(),
      app_metadata: { a: 1 },
      identities: [{ connection, provider: "auth0", isSocial: false }],
      created_at: "2026-01-15T12:00:00.000Z",
    });
    expect(JSON.stringify(tenant.user(id))).not.toContain(password);
  });

  test("makes a user of a passwordless connection with a given id (R-196)", async () => {
    const { ask } = await anApi();
    const { body } = await ask("POST", "/api/v2/users", {
      body: { connection: "sms", phone_number: "+15550101", user_id: "7" },
    });
    expect(body).toMatchObject({ user_id: "sms|7", phone_number: "+15550101", name: "+15550101" });
  });

  test.each([
    ["no connection", {}, 400, "invalid_body"],
    [
      "an unknown connection",
      { connection: "x", email: "a@b.example" },
      400,
      "inexistent_connection",
    ],
    ["no password", { connection, email: "a@b.example" }, 400, "invalid_body"],
    ["no address", { connection, password }, 400, "invalid_body"],
    [
      "an unknown property",
      { connection, password, email: "a@b.example", x: 1 },
      400,
      "invalid_body",
    ],
    ["a wrong type", { connection, password, email: 1 }, 400, "invalid_body"],
    [
      "a forbidden key",
      { connection, password, email: "a@b.example", app_metadata: { email: 1 } },
      400,
      "invalid_body",
    ],
    [
      "an address that is taken",
      { connection, password, email: "JANE.doe@example.com" },
      409,
      "auth0_idp_error",
    ],
  ])("refuses %s (R-196, R-197)", async (_what, body, status, errorCode) => {
    const { ask } = await anApi();
    const answer = await ask("POST", "/api/v2/users", { body });
    expect(answer).toMatchObject({ status, body: { statusCode: status, errorCode } });
  });

  test("refuses what is no JSON (R-196)", async () => {
    const { ask } = await anApi();
    const answer = await ask("POST", "/api/v2/users", { body: "{" });
    expect(answer).toMatchObject({
      status: 400,
      body: { message: "Invalid request payload JSON format" },
    });
  });
});

describe("PATCH /users/{id}", () => {
  test("merges metadata at the first level and replaces all else (R-198)", async () => {
    const { ask, tenant } = await anApi();
    const { status, body } = await ask("PATCH", `/api/v2/users/${janeId}`, {
      body: {
        nickname: "jd",
        given_name: null,
        app_metadata: { a: { x: 1 }, b: 1 },
        user_metadata: { c: 1 },
      },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ nickname: "jd", app_metadata: { a: { x: 1 }, b: 1 } });
    await ask("PATCH", `/api/v2/users/${janeId}`, {
      body: { app_metadata: { a: { y: 1 }, b: null }, user_metadata: {} },
    });
    expect(tenant.user(janeId)).toMatchObject({
      app_metadata: { a: { y: 1 } },
      updated_at: "2026-01-15T12:00:00.000Z",
    });
    expect(tenant.user(janeId)?.app_metadata).not.toHaveProperty("b");
    expect(tenant.user(janeId)?.user_metadata).toEqual({});
    expect(tenant.user(janeId)).not.toHaveProperty("given_name");
  });

  test("of a new address makes one that is not verified (R-198)", async () => {
    const { ask, tenant } = await anApi();
    await ask("PATCH", `/api/v2/users/${janeId}`, { body: { email: "New@example.com" } });
    expect(tenant.user(janeId)).toMatchObject({ email: "new@example.com", email_verified: false });
  });

  test.each([
    ["an unknown user", "auth0|9", { name: "a" }, 404, "inexistent_user"],
    ["nothing", janeId, {}, 400, "invalid_body"],
    ["an unknown property", janeId, { user_id: "a" }, 400, "invalid_body"],
    ["a wrong type", janeId, { blocked: "true" }, 400, "invalid_body"],
    ["metadata that are no object", janeId, { app_metadata: [] }, 400, "invalid_body"],
    ["a forbidden key", janeId, { app_metadata: { user_id: 1 } }, 400, "invalid_body"],
    [
      "two at once",
      janeId,
      { email: "a@b.example", password: "x" },
      400,
      "operation_not_supported",
    ],
    ["the name of a social user", joeId, { name: "a" }, 400, "operation_not_supported"],
    [
      "the address of a social user",
      joeId,
      { email: "a@b.example" },
      400,
      "operation_not_supported",
    ],
    [
      "a connection of others",
      janeId,
      { connection: "x", name: "a" },
      400,
      "inexistent_connection",
    ],
    ["an address that is taken", janeId, { email: "JIM@example.com" }, 400, "auth0_idp_error"],
  ])("refuses %s, and changes nothing (R-199)", async (_what, id, body, status, errorCode) => {
    const jim = aUser({ user_id: "auth0|2", email: "jim@example.com" });
    const { ask, tenant } = await anApi({ users: [aUser(), joe(), jim] });
    const before = [tenant.user(janeId), tenant.user(joeId)];
    const answer = await ask("PATCH", `/api/v2/users/${id}`, { body });
    expect(answer).toMatchObject({ status, body: { statusCode: status, errorCode } });
    expect([tenant.user(janeId), tenant.user(joeId)]).toEqual(before);
  });

  test.each([
    ["update:users_app_metadata", { app_metadata: { a: 1 } }, 200],
    ["update:users_app_metadata", { user_metadata: { a: 1 } }, 403],
    ["update:current_user_metadata", { user_metadata: { a: 1 } }, 200],
    ["update:current_user_metadata", { name: "a" }, 403],
  ])("with %s may change only that kind (R-218)", async (scopes, body, status) => {
    const { ask } = await anApi();
    const answer = await ask("PATCH", `/api/v2/users/${janeId}`, { body, scopes });
    expect(answer.status).toBe(status);
  });
});

describe("DELETE /users/{id}", () => {
  test("deletes a user with all that they have (R-200)", async () => {
    const { ask, tenant } = await anApi({ roles: [{ id: "rol_1", name: "a", users: [joeId] }] });
    const answer = await ask("DELETE", `/api/v2/users/${joeId}`);
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(tenant.user(joeId)).toBeUndefined();
    expect((await ask("GET", "/api/v2/roles/rol_1/users")).body).toEqual([]);
  });

  test("answers the same for a user who is not there (R-200)", async () => {
    const { ask } = await anApi();
    expect((await ask("DELETE", "/api/v2/users/auth0|9")).status).toBe(204);
  });
});
