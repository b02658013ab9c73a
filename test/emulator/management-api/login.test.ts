import { describe, expect, test } from "vitest";
import nock from "nock";
import { diffOutcomes } from "../../../src/emulator/outcome/diff.ts";
import { aTenant, aUser } from "../../support/describeTemplate.ts";
import { nodeModules } from "../../../src/node/load.ts";
import { actionOf, done, inBothForms, loginAsAction, loginAsRule, textOf } from "../forms.ts";
import { domain, janeId, joe, joeId } from "./api.ts";

/** What scripts of these tests do with an application's token. */
const help = `
  const domain = "${domain}";
  const post = (path, body, headers = {}) => fetch("https://" + domain + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const grant = await post("/oauth/token", {
    grant_type: "client_credentials",
    client_id: "m2m",
    client_secret: "shh",
    audience: "https://" + domain + "/api/v2/",
  });
  const authorization = "Bearer " + (await grant.json()).access_token;
`;
const scopes = "read:users update:users create:role_members create:organization_members";
const applications = [{ client_id: "m2m", client_secret: "shh", scopes }];
const roles = [{ id: "rol_1", name: "admin" }];

function tenantOf(options: Parameters<typeof aTenant>[0] = {}) {
  const users = [aUser(), joe()];
  return aTenant({ managementApi: true, users, applications, roles, ...options });
}

const both = (code: string) => ({ rule: `${code} ${done}`, action: code });

test.each([["rate-limited"], [503], [["ok", "429"]]])(
  "refuses a way to answer that there is not: %j (R-213)",
  async (mode) => {
    const management = mode as unknown as 429;
    await expect(tenantOf().login({ management })).rejects.toThrow('management must be "ok"');
  },
);

inBothForms((login) => {
  test("asks the tenant that has its user, with a token of its own (R-185, R-186)", async () => {
    const code = `${help}
      const found = await fetch("https://${domain}/api/v2/users/${janeId}", { headers: { authorization } });
      console.log(found.status, (await found.json()).email, found.headers.get("x-ratelimit-remaining"));`;
    const outcome = await login(both(code), { tenant: tenantOf() });
    expect(textOf(outcome)).toEqual(["200 jane.doe@example.com 49"]);
  });

  test("leaves roles to the next login (R-214, R-215)", async () => {
    const tenant = tenantOf();
    const assign = `${help}
      const done = await post("/api/v2/users/${janeId}/roles", { roles: ["rol_1"] }, { authorization });
      console.log(done.status);`;
    const outcome = await login(both(assign), { tenant });
    expect(textOf(outcome)).toEqual(["204"]);
    expect(outcome.tenant).toEqual({ [`user ${janeId} roles`]: { before: [], after: ["admin"] } });
    const look = {
      rule: `console.log(context.authorization.roles); ${done}`,
      action: "console.log(event.authorization.roles);",
    };
    const next = await login(look, { tenant });
    expect(textOf(next)).toEqual(['["admin"]']);
    expect(next.tenant).toBeUndefined();
  });

  test("finds its own roles and organization in the API (R-215)", async () => {
    const described = {
      authorization: { roles: ["editor"] },
      organization: { id: "org_1", name: "acme", display_name: "Acme", metadata: {} },
    };
    const code = `${help}
      const get = async (path) => (await fetch("https://${domain}/api/v2" + path, { headers: { authorization } })).json();
      console.log((await get("/organizations/org_1")).name);
      console.log((await get("/organizations/org_1/members/${janeId}/roles")).map(({ name }) => name));`;
    const granted = "read:organizations read:organization_member_roles";
    const tenant = tenantOf({
      applications: [{ client_id: "m2m", client_secret: "shh", scopes: granted }],
    });
    const outcome = await login(both(code), { tenant, ...described });
    expect(textOf(outcome)).toEqual(["acme", '["editor"]']);
    expect(outcome.tenant).toBeUndefined();
  });

  test.each([
    [429, "429 Too Many Requests too_many_requests 0"],
    [500, "500 Internal Server Error undefined 49"],
  ] as const)("can be refused with %d (R-213)", async (management, line) => {
    const code = `${help}
      const found = await fetch("https://${domain}/api/v2/users/${janeId}", { headers: { authorization } });
      const { error, errorCode } = await found.json();
      console.log(found.status, error, errorCode, found.headers.get("x-ratelimit-remaining"));`;
    const outcome = await login(both(code), { tenant: tenantOf({ management }) });
    expect(textOf(outcome)).toEqual([line]);
  });

  test("can be refused for a while (R-213)", async () => {
    const code = `${help}
      const find = () => fetch("https://${domain}/api/v2/users/${janeId}", { headers: { authorization } });
      console.log((await find()).status, (await find()).status, (await find()).status);`;
    const outcome = await login(both(code), { tenant: tenantOf({ management: [429, 500, "ok"] }) });
    expect(textOf(outcome)).toEqual(["429 500 200"]);
  });

  test("can wait for a slow answer, or not (R-213)", async () => {
    const code = `${help}
      const find = (signal) => fetch("https://${domain}/api/v2/users/${janeId}", { headers: { authorization }, signal });
      const start = Date.now();
      console.log((await find()).status, Date.now() - start);
      try { await find(AbortSignal.timeout(1000)); } catch (error) { console.log(error.name, Date.now() - start); }`;
    const began = performance.now();
    const outcome = await login(both(code), { tenant: tenantOf({ management: "slow" }) });
    expect(textOf(outcome)).toEqual(["200 5000", "TimeoutError 6000"]);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("never asks the network for an address of its own (R-185, R-190)", async () => {
    const code = `const answer = await fetch("https://${domain}/api/v2/connections");
      console.log(answer.status);`;
    expect(textOf(await login(both(code), { tenant: tenantOf() }))).toEqual(["404"]);
  });

  test("gets the answers of a test unless the tenant is to answer (R-185)", async () => {
    nock(`https://${domain}`).get("/api/v2/roles").reply(202);
    const code = `console.log((await fetch("https://${domain}/api/v2/roles")).status);`;
    const outcome = await login(both(code), { tenant: tenantOf({ managementApi: false }) });
    expect(textOf(outcome)).toEqual(["202"]);
  });

  test("says what of a search can find nothing (R-193)", async () => {
    const code = `${help}
      await fetch("https://${domain}/api/v2/users?q=user_metadata.a:b*", { headers: { authorization } });`;
    const { warnings } = await login(both(code), { tenant: tenantOf() });
    expect(warnings).toEqual([expect.stringContaining("no wildcards for user_metadata.a")]);
  });
});

test("a login can describe what its tenant has, once (R-186, R-215)", async () => {
  const tenant = aTenant({ managementApi: true });
  const described = {
    id: "example",
    applications,
    roles,
    users: [joe()],
    organizations: [{ id: "org_1", name: "acme", members: [joeId] }],
  };
  const action = actionOf(`${help}
    const done = await post("/api/v2/users/${joeId}/roles", { roles: ["rol_1"] }, { authorization });
    const held = await fetch("https://${domain}/api/v2/users/${joeId}/roles", { headers: { authorization } });
    console.log(event.tenant, (await held.json()).length, done.status);`);
  const login = { actions: [action], tenant: described, modules: nodeModules() };
  expect(textOf(await tenant.login(login))).toEqual(['{"id":"example"} 1 204']);
  // What is described again is there already, with what has become of it.
  const again = await tenant.login(login);
  expect(again.tenant).toBeUndefined();
});

describe("what a login changes in its tenant", () => {
  const link = `${help}
    await post("/api/v2/users/${janeId}/identities", { provider: "google-oauth2", user_id: "42" }, { authorization });`;

  test("is told by what it is, with what was there (R-214)", async () => {
    const code = `${help}
      const send = (method, path, body) => fetch("https://${domain}/api/v2" + path, {
        method, headers: { authorization }, body: JSON.stringify(body),
      });
      await send("PATCH", "/users/${joeId}", { blocked: true, app_metadata: { plan: "free", seats: 3 } });
      await send("PATCH", "/users/${janeId}", { nickname: "jd", app_metadata: { a: 1 } });
      await send("POST", "/users/${janeId}/roles", { roles: ["rol_1"] });
      await send("POST", "/organizations/org_1/members", { members: ["${janeId}"] });
      await send("POST", "/jobs/verification-email", { user_id: "${janeId}" });
      await send("POST", "/jobs/verification-email", { user_id: "${janeId}" });`;
    const organizations = [{ id: "org_1", name: "acme" }];
    const outcome = await loginAsAction(code, { tenant: tenantOf({ organizations }) });
    expect(outcome.appMetadata).toEqual({ a: 1 });
    expect(outcome.tenant).toEqual({
      "organization org_1 members": { before: [], after: [janeId] },
      [`user ${janeId} nickname`]: { before: "jane.doe", after: "jd" },
      [`user ${janeId} roles`]: { before: [], after: ["admin"] },
      [`user ${joeId} app_metadata.plan`]: { before: "gold", after: "free" },
      [`user ${joeId} blocked`]: { after: true },
      [`verification email to ${janeId}`]: { after: 2 },
    });
  });

  test("is nothing if it is changed back (R-214)", async () => {
    const code = `${help}
      const patch = (plan) => fetch("https://${domain}/api/v2/users/${joeId}", {
        method: "PATCH", headers: { authorization }, body: JSON.stringify({ app_metadata: { plan } }),
      });
      await patch("free"); await patch("gold");`;
    expect((await loginAsAction(code, { tenant: tenantOf() })).tenant).toBeUndefined();
  });

  test("is there for auth0.users of a rule, too: one way to write (R-22, R-214)", async () => {
    const code = `await auth0.users.updateAppMetadata("${joeId}", { plan: "free" }); ${done}`;
    const outcome = await loginAsRule(code, { tenant: tenantOf() });
    const key = `user ${joeId} app_metadata.plan`;
    expect(outcome.tenant).toEqual({ [key]: { before: "gold", after: "free" } });
  });

  test("is there for users who come and go (R-214)", async () => {
    const outcome = await loginAsAction(link, { tenant: tenantOf() });
    expect(Object.keys(outcome.tenant ?? {})).toEqual([
      `user ${janeId} identities`,
      `user ${joeId}`,
    ]);
    expect(outcome.tenant?.[`user ${joeId}`]).toMatchObject({
      before: { email: "joe@example.com" },
    });
    expect(outcome.tenant?.[`user ${joeId}`]).not.toHaveProperty("after");
  });

  test("is compared between the two forms (R-214)", async () => {
    const rule = await loginAsRule(`${link} ${done}`, { tenant: tenantOf() });
    const same = await loginAsAction(link, { tenant: tenantOf() });
    const none = await loginAsAction(help, { tenant: tenantOf() });
    expect(diffOutcomes(rule, same)).toEqual([]);
    const sentences = diffOutcomes(rule, none);
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences.every((sentence) => sentence.startsWith("tenant"))).toBe(true);
  });
});

describe("the token of a rule", () => {
  const ask = (method: string, path: string, body?: object) =>
    loginAsRule(
      `const answer = await fetch(auth0.baseUrl + ${JSON.stringify(path)}, {
        method: "${method}",
        headers: { authorization: "Bearer " + auth0.accessToken },
        ${body ? `body: ${JSON.stringify(JSON.stringify(body))},` : ""}
      });
      console.log(answer.status, (await answer.json()).message); ${done}`,
      { tenant: tenantOf() },
    ).then(textOf);

  test.each([
    ["GET", `/users/${janeId}`, undefined, "200 undefined"],
    ["GET", "/users?q=blocked:true", undefined, "200 undefined"],
    ["GET", "/users-by-email?email=joe@example.com", undefined, "200 undefined"],
    ["PATCH", `/users/${janeId}`, { app_metadata: { a: 1 } }, "200 undefined"],
    [
      "POST",
      `/users/${janeId}/identities`,
      { provider: "google-oauth2", user_id: "42" },
      "201 undefined",
    ],
    ["GET", "/roles", undefined, "403 Insufficient scope, expected any of: read:roles"],
    [
      "DELETE",
      `/users/${janeId}`,
      undefined,
      "403 Insufficient scope, expected any of: delete:users,delete:current_user",
    ],
  ])(
    "reads and updates users, and does no more: %s %s (R-25)",
    async (method, path, body, line) => {
      expect(await ask(method, path, body)).toEqual([line]);
    },
  );

  test("is a JWT for the API of the tenant's domain, the same at each look (R-22)", async () => {
    const code = `const [, payload] = auth0.accessToken.split(".");
      const { aud, scope, exp, iat } = JSON.parse(Buffer.from(payload, "base64url"));
      console.log(aud, scope, exp - iat, auth0.accessToken === auth0.accessToken); ${done}`;
    expect(textOf(await loginAsRule(code))).toEqual([
      `https://${domain}/api/v2/ read:users update:users 5400 true`,
    ]);
  });

  test("comes with an id in the path that is encoded or not (R-24)", async () => {
    const path = `/users/${encodeURIComponent(janeId)}`;
    expect(await ask("GET", path)).toEqual(["200 undefined"]);
  });
});
