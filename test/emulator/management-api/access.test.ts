import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { endpoints } from "../../../src/emulator/management-api/endpoints.ts";
import { createTenant } from "../../../src/emulator/tenant.ts";
import { loadRule } from "../../../src/node/load.ts";
import { aUser, start, testHost } from "../../support/describeTemplate.ts";
import { anApi, domain, janeId, joeId } from "./api.ts";

const applications = [
  { client_id: "m2m", client_secret: "shh", scopes: ["read:users", "update:users"] },
  {
    client_id: "mine",
    client_secret: "shh",
    audience: "https://api.example.com",
    scopes: "read:a",
  },
  { client_id: "none", client_secret: "shh" },
];
const asked = {
  grant_type: "client_credentials",
  client_id: "m2m",
  client_secret: "shh",
  audience: `https://${domain}/api/v2/`,
};

/** Asks for a token and gives what comes back. */
async function askToken(
  body: object,
  init: RequestInit = {},
  url = `https://${domain}/oauth/token`,
) {
  const tenant = createTenant({ applications, now: start, host: testHost, users: [aUser()] });
  await tenant.login({ rules: [] });
  const request = new Request(url, { method: "POST", body: JSON.stringify(body), ...init });
  const response = await tenant.answer(request);
  const answered = (await response?.json()) as Record<string, unknown>;
  return { tenant, status: response?.status, body: answered };
}

/** Asks for Jane with a token. */
async function askJane(
  { tenant }: Pick<Awaited<ReturnType<typeof askToken>>, "tenant">,
  token: unknown,
) {
  const url = `https://${domain}/api/v2/users/${janeId}`;
  const headers = { authorization: `Bearer ${String(token)}` };
  const response = await tenant.answer(new Request(url, { headers }));
  const body: unknown = await response?.json();
  return { status: response?.status, body };
}

describe("POST /oauth/token", () => {
  test("gives an application a token that is recognized later (R-186)", async () => {
    const answer = await askToken(asked);
    expect(answer).toMatchObject({
      status: 200,
      body: { token_type: "Bearer", expires_in: 86400, scope: "read:users update:users" },
    });
    expect(await askJane(answer, answer.body["access_token"])).toMatchObject({
      status: 200,
      body: { user_id: janeId },
    });
  });

  test("is a JWT of the application's (R-186)", async () => {
    const { body } = await askToken(asked);
    const [, payload = ""] = String(body["access_token"]).split(".");
    expect(JSON.parse(atob(payload))).toMatchObject({
      iss: `https://${domain}/`,
      sub: "m2m@clients",
      aud: asked.audience,
      azp: "m2m",
      gty: "client-credentials",
      exp: Date.parse(start) / 1000 + 86400,
    });
  });

  test("takes a form, and credentials from the header (R-186)", async () => {
    const { client_id: id, client_secret: secret, ...rest } = asked;
    const form = await askToken({}, { body: new URLSearchParams(asked) });
    expect(form.status).toBe(200);
    const headers = { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
    expect((await askToken(rest, { headers })).status).toBe(200);
  });

  test("gives the scopes that are asked for (R-186)", async () => {
    const { body } = await askToken({ ...asked, scope: "read:users" });
    expect(body["scope"]).toBe("read:users");
  });

  test("gives a token for another API that an application is granted (R-186)", async () => {
    const audience = "https://api.example.com";
    const answer = await askToken({ ...asked, client_id: "mine", audience });
    expect(answer).toMatchObject({ status: 200, body: { scope: "read:a" } });
    expect(await askJane(answer, answer.body["access_token"])).toMatchObject({
      status: 401,
      body: { message: `Bad audience: ${audience}` },
    });
  });

  test.each([
    ["a wrong secret", { client_secret: "x" }, 401, "access_denied", "Unauthorized"],
    ["an unknown application", { client_id: "x" }, 401, "access_denied", "Unauthorized"],
    ["no application", { client_id: undefined }, 401, "invalid_request", "client_id"],
    ["no kind of grant", { grant_type: undefined }, 403, "invalid_request", "grant_type"],
    ["another grant", { grant_type: "password" }, 403, "unauthorized_client", "'password'"],
    ["no audience", { audience: undefined }, 403, "access_denied", "APIv1"],
    ["an unknown API", { audience: "https://a" }, 403, "access_denied", "Service not enabled"],
    ["an application without a grant", { client_id: "none" }, 403, "access_denied", "client-grant"],
    ["the grant of another API", { client_id: "mine" }, 403, "access_denied", "client-grant"],
    ["a scope too many", { scope: "read:roles" }, 403, "access_denied", "read:roles"],
  ])("refuses %s (R-187)", async (_what, changes, status, error, description) => {
    const answer = await askToken({ ...asked, ...changes });
    expect(answer).toMatchObject({
      status,
      body: { error, error_description: expect.stringContaining(description) as string },
    });
  });

  test("says which application the tenant does not have (R-187)", async () => {
    const init = { method: "POST", body: JSON.stringify({ ...asked, client_id: "x" }) };
    const call = `fetch("https://${domain}/oauth/token", ${JSON.stringify(init)})`;
    const rule = loadRule(`async function ask(user, context, callback) {
      await ${call};
      callback(null, user, context);
    }`);
    const tenant = createTenant({ applications, managementApi: true, host: testHost });
    const { warnings } = await tenant.login({ rules: [rule] });
    expect(warnings).toEqual([expect.stringContaining("no application x")]);
  });
});

describe("a request", () => {
  const path = `/api/v2/users/${janeId}`;

  test.each([
    ["no token", null, 401, "Missing authentication"],
    ["no bearer", "Basic abc", 400, "Bad HTTP authentication header format"],
    ["what is no JWT", "Bearer abc", 400, "Bad HTTP authentication header format"],
    [
      "a JWT of someone else",
      `Bearer ${btoa("{}")}.${btoa("{}")}.c2ln`,
      401,
      "Invalid signature received for JSON Web Token validation",
    ],
  ])("with %s is refused (R-188)", async (_what, authorization, statusCode, message) => {
    const { ask } = await anApi();
    expect(await ask("GET", path, { authorization })).toMatchObject({
      status: statusCode,
      body: { statusCode, message },
    });
  });

  test("is refused once its token has expired on the login's clock (R-188)", async () => {
    const answer = await askToken(asked);
    const token = answer.body["access_token"];
    await answer.tenant.login({ rules: [], now: Date.parse(start) + 86_399_000 });
    expect((await askJane(answer, token)).status).toBe(200);
    await answer.tenant.login({ rules: [], now: Date.parse(start) + 86_400_000 });
    expect(await askJane(answer, token)).toMatchObject({
      status: 401,
      body: { message: "Expired token received for JSON Web Token validation" },
    });
  });

  test.each(endpoints.map(({ method, path, scopes }) => [method, path, scopes] as const))(
    "is refused without a scope, which is named: %s %s (R-189)",
    async (method, template, scopes) => {
      const { ask } = await anApi();
      const place = `/api/v2${template.replace("{id}", janeId).replace(/\{\w+\}/g, "a")}`;
      const body = method === "GET" ? undefined : {};
      expect(await ask(method, place, { scopes: "read:clients", body })).toEqual({
        status: 403,
        headers: expect.anything() as Headers,
        body: {
          statusCode: 403,
          error: "Forbidden",
          message: `Insufficient scope, expected any of: ${scopes.join(",")}`,
          errorCode: "insufficient_scope",
        },
      });
      for (const scope of scopes.filter((one) => !one.includes(":current_user"))) {
        expect((await ask(method, place, { scopes: scope, body })).status).not.toBe(403);
      }
    },
  );

  test.each([
    [`/api/v2/users/${janeId}`, 200],
    [`/api/v2/users/${joeId}`, 403],
  ])("of a user is for that user only: %s (R-218)", async (place, status) => {
    const { ask } = await anApi();
    expect((await ask("GET", place, { scopes: "read:current_user" })).status).toBe(status);
  });

  test.each([
    ["GET", "/api/v2/clients"],
    ["PUT", `/api/v2/users/${janeId}`],
    ["GET", "/api/v2"],
    ["GET", "/userinfo"],
    ["POST", "/dbconnections/change_password"],
    ["GET", "/"],
  ])("for what is not emulated is not found: %s %s (R-190)", async (method, place) => {
    const { ask } = await anApi();
    expect(await ask(method, place)).toMatchObject({
      status: 404,
      body: { statusCode: 404, error: "Not Found", message: "Not Found" },
    });
  });
});

describe("the addresses of a tenant", () => {
  const served = async (host: string, tenantDomain?: string) => {
    const tenant = createTenant({
      now: start,
      host: testHost,
      custom_domains: ["id.example.com"],
      ...(tenantDomain !== undefined && { domain: tenantDomain }),
    });
    await tenant.login({
      rules: [],
      request: { hostname: "login.example.com" },
      custom_domain: { domain: "auth.example.com", domain_metadata: {} },
    });
    return tenant.answer(new Request(`https://${host}/api/v2/users`)) !== undefined;
  };

  test.each([
    ["example.auth0.com", true],
    ["example.eu.auth0.com", true],
    ["example.us-3.auth0.com", true],
    ["login.example.com", true],
    ["auth.example.com", true],
    ["id.example.com", true],
    ["other.auth0.com", false],
    ["example.auth0.com.evil.example", false],
    ["example.com", false],
  ])("are its domain, in any region, and its custom ones: %s (R-185)", async (host, isOwn) => {
    expect(await served(host)).toBe(isOwn);
  });

  test("can be described (R-185)", async () => {
    expect(await served("acme.eu.auth0.com", "acme.eu.auth0.com")).toBe(true);
  });

  test.each([
    [`https://example.auth0.com/api/v2/`, 200],
    [`https://example.eu.auth0.com/api/v2/`, 200],
    [`https://example.auth0.com/api/v2`, 403],
    [`https://login.example.com/api/v2/`, 403],
  ])("as an audience are its own domain only: %s (R-219)", async (audience, status) => {
    expect((await askToken({ ...asked, audience })).status).toBe(status);
  });
});

describe("what a tenant is described with", () => {
  test.each([
    [{ roles: [{}] }, "the tenant's roles[0] has no name"],
    [{ organizations: ["acme"] }, "the tenant's organizations[0] has no name"],
    [{ applications: [{ client_id: "a" }] }, "the tenant's applications[0] has no client_secret"],
    [{ permissions: {} }, "the tenant's permissions are not a list"],
    [{ management: 404 }, "management is not ok, 429, 500 or slow, nor a list of these: 404"],
  ])("is checked: %j (R-215)", async (parts, message) => {
    expect(() => createTenant(parts as never)).toThrow(message);
    await expect(createTenant().login({ rules: [], tenant: parts as never })).rejects.toThrow(
      message,
    );
  });
});

test("each endpoint has its row in docs/emulator.md (R-190)", () => {
  const page = readFileSync(new URL("../../../docs/emulator.md", import.meta.url), "utf8");
  const missing = endpoints.filter(({ path }) => !page.includes(`\`${path}\``));
  expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  const sources = endpoints.map(({ source }) => source);
  expect(sources).toEqual([...new Set(sources)]);
});
