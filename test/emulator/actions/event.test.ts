import { describe, expect, test } from "vitest";
import type { User } from "../../../src/emulator/login/login.ts";
import { runAction } from "../../../src/emulator/tenant.ts";
import { aTenant, aUser } from "../../support/describeTemplate.ts";
import { actionOf, textOf } from "../forms.ts";
import type { LoginOptions } from "../../../src/emulator/login/pipeline-login.ts";

/** What the event has at a path. */
async function read(path: string, login: LoginOptions = {}): Promise<unknown> {
  const look = actionOf(`console.log(JSON.stringify({ value: event.${path} }));`);
  const outcome = await runAction(look, login);
  return (JSON.parse(textOf(outcome)[0] ?? "{}") as { value?: unknown }).value;
}

const methods = [
  { name: "pwd", timestamp: "2026-01-15T11:00:00.000Z" },
  { name: "mfa", timestamp: "2026-01-15T11:01:00.000Z", type: "otp" },
];
const riskAssessment = {
  confidence: "low",
  version: "1",
  assessments: { NewDevice: { confidence: "high", code: "match", details: { device: "known" } } },
};
const device = { initial_ip: "203.0.113.1", last_ip: "203.0.113.2" };
const geoip = { cityName: "Berlin", countryCode: "DE", latitude: 52.5 };

describe("the event has what the login has", () => {
  test.each<[id: string, path: string, login: LoginOptions, value: unknown]>([
    [
      "A-10",
      "agent",
      { agent: { agent_id: "agt", name: "n", agent_metadata: {} } },
      { agent_id: "agt", name: "n", agent_metadata: {} },
    ],
    ["A-12", "authentication.methods", { authentication: { methods } }, methods],
    [
      "A-13",
      "authentication.riskAssessment",
      { authentication: { methods, riskAssessment } },
      riskAssessment,
    ],
    ["A-14", "authorization", { authorization: { roles: ["admin"] } }, { roles: ["admin"] }],
    [
      "A-15",
      "client",
      { client: { client_id: "c", name: "n", refresh_token: { policies: [] } } },
      { client_id: "c", name: "n", metadata: {}, refresh_token: { policies: [] } },
    ],
    [
      "A-16",
      "connection",
      {
        connection: { id: "con", name: "n", strategy: "waad", metadata: { a: "b" } },
        connection_options: { secret: 1 },
      },
      { id: "con", name: "n", strategy: "waad", metadata: { a: "b" } },
    ],
    [
      "A-17",
      "custom_domain",
      { custom_domain: { domain: "d", domain_metadata: {} } },
      { domain: "d", domain_metadata: {} },
    ],
    [
      "A-18",
      "organization",
      { organization: { id: "o", name: "n", display_name: "N", metadata: {} } },
      { id: "o", name: "n", display_name: "N", metadata: {} },
    ],
    [
      "A-19",
      "prompt",
      { prompt: { id: "ap_1", fields: { a: 1 } } },
      { id: "ap_1", fields: { a: 1 } },
    ],
    [
      "A-20",
      "refresh_token",
      { refresh_token: { id: "rt", rotating: true, device, metadata: { a: "b" } } },
      { id: "rt", rotating: true, device, metadata: { a: "b" } },
    ],
    ["A-21", "request.ip", { request: { ip: "2001:db8::1" } }, "2001:db8::1"],
    ["A-21", "request.asn", { request: { asn: "AS1", language: "de" } }, "AS1"],
    ["A-21", "request.language", { request: { asn: "AS1", language: "de" } }, "de"],
    ["A-25", "request.geoip", { request: { geoip } }, geoip],
    [
      "A-22",
      "resource_server",
      { resource_server: { identifier: "https://api" } },
      { identifier: "https://api" },
    ],
    [
      "A-22",
      "resource_server.identifier",
      { request: { query: { audience: "https://api" } } },
      "https://api",
    ],
    [
      "A-22",
      "resource_server.identifier",
      { protocol: "oauth2-password", request: { body: { audience: "https://api" } } },
      "https://api",
    ],
    [
      "A-22",
      "resource_server",
      { resource_server: null, request: { query: { audience: "https://api" } } },
      undefined,
    ],
    [
      "A-27",
      "security_context",
      { security_context: { ja3: "a", ja4: "b" } },
      { ja3: "a", ja4: "b" },
    ],
    [
      "A-28",
      "session",
      { session: { id: "s", clients: [{ client_id: "c" }], device, metadata: {} } },
      { id: "s", clients: [{ client_id: "c" }], device, metadata: {} },
    ],
    [
      "A-29",
      "session_transfer_token",
      { session_transfer_token: { client_id: "c", scope: ["s"], request: { ip: "i" } } },
      { client_id: "c", scope: ["s"], request: { ip: "i" } },
    ],
    ["A-30", "stats", { stats: { logins_count: 7 } }, { logins_count: 7 }],
    ["A-30", "tenant", { tenant: { id: "t" } }, { id: "t" }],
    ["A-31", "transaction.login_hint", { transaction: { login_hint: "jane" } }, "jane"],
    ["A-33", "user.groups", { user: aUser({ groups: ["g"] }) }, ["g"]],
    ["A-35", "user.email", { user: aUser() }, "jane.doe@example.com"],
    ["A-35", "user.email", { user: aUser({ email: undefined }) }, undefined],
    [
      "A-36",
      "user.enrolledFactors",
      { user: aUser({ enrolledFactors: [{ type: "otp" }] }) },
      [{ type: "otp" }],
    ],
  ])("%s: %s", async (_id, path, login, value) => {
    expect(await read(path, login)).toEqual(value);
  });

  test.each<[id: string, path: string]>([
    ["A-10", "agent"],
    ["A-13", "authentication.riskAssessment"],
    ["A-17", "custom_domain"],
    ["A-18", "organization"],
    ["A-19", "prompt"],
    ["A-20", "refresh_token"],
    ["A-22", "resource_server"],
    ["A-29", "session_transfer_token"],
  ])("%s: without %s unless the login has it", async (_id, path) => {
    expect(await read(path)).toBeUndefined();
  });
});

describe("an event that nobody described", () => {
  test("has what recorded ones have (A-110)", async () => {
    const look = actionOf("console.log(JSON.stringify(event));");
    expect(JSON.parse(textOf(await runAction(look))[0] ?? "")).toMatchObject({
      authorization: { roles: [] },
      client: { metadata: {} },
      configuration: {},
      connection: { metadata: {} },
      request: { body: {}, geoip: { subdivisionCode: "BE" } },
      secrets: {},
      session: { id: expect.any(String) as string },
      transaction: {
        acr_values: [],
        id: expect.any(String) as string,
        locale: "en",
        metadata: {},
        prompt: [],
        protocol: "oidc-basic-profile",
        redirect_uri: "https://app.example.com/callback",
        requested_scopes: ["openid", "profile", "email"],
        response_type: ["code"],
        ui_locales: [],
      },
      user: { multifactor: [], enrolledFactors: [] },
    });
  });

  test.each([
    ["configuration", {}],
    ["anonymous_session", undefined],
  ])("has %s as %j (A-38)", async (path, value) => {
    expect(await read(path)).toEqual(value);
  });

  test("asks for its own application, and by the flow of its protocol (A-110)", async () => {
    const login = { client: { client_id: "c" }, protocol: "oidc-implicit-profile" };
    expect(await read("request.query.client_id", login)).toBe("c");
    expect(await read("transaction.response_type", login)).toEqual(["id_token", "token"]);
  });

  test.each<[path: string, login: LoginOptions]>([
    ["client.name", { client: { name: null } }],
    ["client", { client: null }],
    ["connection", { connection: null }],
    ["connection.metadata", { connection: { metadata: null } }],
    ["stats", { stats: null }],
    ["tenant", { tenant: null }],
    ["transaction", { transaction: null }],
    ["transaction.metadata", { transaction: { metadata: null } }],
    ["transaction.locale", { transaction: { locale: null } }],
    ["authorization", { authorization: null }],
    ["authentication.methods", { authentication: { methods: null } }],
    ["organization", { organization: null }],
    ["request.user_agent", { request: { user_agent: null } }],
    ["request.geoip.cityName", { request: { geoip: { cityName: null, countryCode: "DE" } } }],
    ["session", { session: null }],
    ["session.clients", { session: { id: "s", clients: null } }],
  ])("has no %s that null takes away (A-112)", async (path, login) => {
    expect(await read(path.replaceAll(".", "?."), login)).toBeUndefined();
  });

  test("gets a transaction back when an action writes to it (A-112)", async () => {
    const write = actionOf('api.transaction.setMetadata("a", 1);');
    const look = actionOf("console.log(event.transaction.metadata);");
    const outcome = await aTenant().login({ actions: [write, look], transaction: null });
    expect(textOf(outcome)).toEqual(['{"a":1}']);
  });
});

describe("event.user", () => {
  test("always has dates, email_verified, identities and metadata (A-34)", async () => {
    expect(await read("user", { user: { user_id: "auth0|1" } })).toEqual({
      user_id: "auth0|1",
      created_at: expect.any(String) as string,
      updated_at: expect.any(String) as string,
      email_verified: false,
      identities: [],
      app_metadata: {},
      user_metadata: {},
      multifactor: [],
      enrolledFactors: [],
    });
  });

  test.each(["multifactor", "enrolledFactors"])(
    "has an empty list of %s unless null takes it away (A-111)",
    async (name) => {
      const user = { user_id: "auth0|1", [name]: null } as unknown as User;
      expect(await read(`user.${name}`)).toEqual([]);
      expect(await read(`user.${name}`, { user })).toBeUndefined();
    },
  );

  test("has no app_metadata in its root, and identities without tokens (A-33, A-37)", async () => {
    const user = aUser({
      app_metadata: { plan: "gold" },
      identities: [
        {
          provider: "google-oauth2",
          user_id: "1",
          access_token: "t",
          refresh_token: "r",
          access_token_secret: "s",
        },
      ],
    });
    expect(await read("user.plan", { user })).toBeUndefined();
    expect(await read("user.identities", { user })).toEqual([
      { provider: "google-oauth2", user_id: "1" },
    ]);
  });

  test("is a copy, so that writing to it changes nothing outside of the action (A-8)", async () => {
    const user = aUser();
    const tenant = aTenant({ users: [user] });
    const write = actionOf(
      'event.user.app_metadata.a = 1; event.user.name = "x"; event.client.name = "y";',
    );
    const look = actionOf(
      "console.log(event.user.app_metadata, event.user.name, event.client.name);",
    );
    const outcome = await tenant.login({ actions: [write, look] });
    expect(textOf(outcome)).toEqual(["{} Jane Doe Example App"]);
    expect(tenant.user(user.user_id)).toEqual(user);
  });
});

describe("event.experiment", () => {
  test("is null where no experiment is on (A-90)", async () => {
    expect(await read("experiment")).toBeNull();
  });

  test("has the variation and all its parameters (A-90)", async () => {
    const experiment = {
      experiment_id: "exp_1",
      variation_id: "var_1",
      config: { require_mfa: { value: true } },
      is_control: false,
    };
    expect(await read("experiment", { experiment })).toEqual(experiment);
  });
});

describe("event.request", () => {
  const secrets = {
    auth_session: "1",
    authn_response: "1",
    client_secret: "1",
    client_assertion: "1",
    refresh_token: "1",
  };

  test.each(["query", "body"])("has no secrets in its %s (A-91)", async (part) => {
    const request = { [part]: { ...secrets, client_id: "c", constructor: "x" } };
    expect(await read(`request.${part}`, { request })).toEqual({
      client_id: "c",
      constructor: "x",
    });
  });

  test("has no secrets when the user returns (A-91)", async () => {
    const tenant = aTenant();
    const action = actionOf(
      'api.redirect.sendUserTo("https://x.example");',
      "console.log(event.request.query, event.request.body);",
    );
    await tenant.login({ actions: [action] });
    const outcome = await tenant.resume({
      query: { state: tenant.suspended?.state, ...secrets },
      body: secrets,
    });
    expect(textOf(outcome)).toEqual([expect.stringMatching(/^\{"state":"[^"]+"\} \{\}$/)]);
  });
});

describe("event.transaction", () => {
  test.each([
    ["query", { query: { acr_values: "urn:a urn:b" } }],
    ["body", { body: { acr_values: "urn:a urn:b" } }],
  ])("has the acr_values of the %s, unless it is described (A-31)", async (_where, request) => {
    expect(await read("transaction.acr_values", { request })).toEqual(["urn:a", "urn:b"]);
    const transaction = { acr_values: ["urn:c"] };
    expect(await read("transaction.acr_values", { request, transaction })).toEqual(["urn:c"]);
  });

  test.each([
    ["oauth2-password", undefined],
    ["oidc-basic-profile", ["openid", "profile", "email"]],
  ])("of %s has the requested scopes %o (A-31)", async (protocol, scopes) => {
    expect(await read("transaction.requested_scopes", { protocol })).toEqual(scopes);
  });

  test("has the scopes of the query, unless it has others (A-31)", async () => {
    const request = { query: { scope: "openid read:x" } };
    expect(await read("transaction.requested_scopes", { request })).toEqual(["openid", "read:x"]);
    const transaction = { requested_scopes: ["openid"] };
    expect(await read("transaction.requested_scopes", { request, transaction })).toEqual([
      "openid",
    ]);
  });

  test.each([
    ["samlp", "samlp"],
    ["redirect-callback", "oidc-basic-profile"],
  ])("of %s has the protocol %s (A-32)", async (protocol, expected) => {
    const look = "console.log(event.transaction.protocol);";
    const outcome = await runAction(actionOf(look, look), { protocol });
    expect(textOf(outcome)).toEqual([expected]);
  });

  test("has the prompt of a silent login (A-31)", async () => {
    expect(await read("transaction.prompt", { prompt: "none" })).toEqual(["none"]);
    const request = { query: { prompt: "login consent" } };
    expect(await read("transaction.prompt", { request })).toEqual(["login", "consent"]);
  });

  test.each(["samlp", "wsfed", "oauth2-password", "oauth2-refresh-token"])(
    "has no prompt in a login by %s (A-31, R-240)",
    async (protocol) => {
      expect(await read("transaction.prompt", { protocol, prompt: "none" })).toBeUndefined();
      expect(await read("request.query.prompt", { protocol, prompt: "none" })).toBe("none");
    },
  );
});
