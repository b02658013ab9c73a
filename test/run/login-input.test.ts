import { describe, expect, test } from "vitest";

import {
  describeContext,
  describeEvent,
  describeLogin,
  describeSecrets,
  describeUser,
  findWrongShape,
} from "../../src/run/login-input.ts";
import { postLoginEvent } from "../../src/emulator/actions/event.ts";
import { completeLogin } from "../../src/emulator/login/complete-login.ts";
import { ruleContext } from "../../src/emulator/rules/input.ts";
import { aUser } from "../../src/emulator/login/samples.ts";

const known = { now: new Date(0), recorded: [] };

describe("a rule's context describes the login that has it", () => {
  const login = completeLogin(
    {
      connection_options: { a: 1 },
      session: { id: "s", clients: [{ client_id: "c" }] },
      authorization: { roles: ["r"] },
      organization: { id: "o", name: "n", display_name: "n", metadata: {} },
      sso: { with_dbconn: true },
      client: { metadata: { a: "b" } },
      transaction: { locale: "de", protocol: "samlp" },
      protocol: "redirect-callback",
      stats: { logins_count: 3 },
    },
    known,
  );
  const context = ruleContext(login, 3);

  test("in each property", () => {
    const again = completeLogin(describeContext({ ...context }), known);
    expect(ruleContext(again, 1)).toEqual(context);
  });

  test.each([
    "request",
    "stats",
    "sso",
    "tenant",
    "authentication",
    "authorization",
    "clientMetadata",
    "connectionMetadata",
    "connectionOptions",
    "clientName",
    "connectionID",
    "locale",
    "sessionID",
    "organization",
  ])("without %s if it says that this is not there", (name) => {
    const again = completeLogin(describeContext({ [name]: null }), known);
    expect(ruleContext(again, 1)).not.toHaveProperty(name);
  });

  test("with its risk, also without methods", () => {
    const riskAssessment = { confidence: "low", version: "1", assessments: {} };
    const again = completeLogin(describeContext({ riskAssessment }), known);
    expect(ruleContext(again, 1)).toMatchObject({
      riskAssessment,
      authentication: { methods: [{}] },
    });
  });

  test("can say what its tenant has, as an event can", () => {
    const tenant = { id: "acme", roles: [{ name: "admin" }] };
    expect(describeContext({ tenant }).tenant).toEqual(tenant);
    expect(describeContext({ tenant: "acme" }).tenant).toEqual({ id: "acme" });
  });
});

describe("an action's event describes the login that has it", () => {
  const sources = { user: aUser(), loginsCount: 1, secrets: {} };
  const login = completeLogin(
    { protocol: "oauth2-refresh-token", stats: { logins_count: 3 } },
    known,
  );
  const event = postLoginEvent(login, sources);

  test("in each property", () => {
    const again = completeLogin(describeEvent({ ...event }), known);
    expect(postLoginEvent(again, sources)).toEqual(event);
  });
});

test("beside an event a login can have what only the emulator knows", () => {
  const beyond = { granted_scopes: { user: ["read:a"] }, groups: [], challenge: "fails" };
  const described = { ...beyond, tenant: { id: "t" }, other: 1 };
  expect(describeLogin(described)).toEqual({ ...beyond, tenant: { id: "t" } });
});

test("a user without an id gets one", () => {
  expect(describeUser({ email: "a@example.com" })).toEqual({
    email: "a@example.com",
    user_id: aUser().user_id,
  });
});

test("secrets are the texts in what an event says", () => {
  expect(describeSecrets({ A: "1", B: 2 })).toEqual({ A: "1" });
  expect(describeSecrets([{ name: "A", value: "1" }, { name: "B" }, 1])).toEqual({ A: "1" });
  expect(describeSecrets(undefined)).toEqual({});
});

describe("the shape of a login", () => {
  test.each<[object, object, string]>([
    [{ user_metadata: 5 }, {}, "user.user_metadata is not an object"],
    [{ app_metadata: "a" }, {}, "user.app_metadata is not an object"],
    [{ app_metadata: [] }, {}, "user.app_metadata is not an object"],
    [{ identities: {} }, {}, "user.identities is not a list"],
    [{}, { request: "x" }, "request is not an object"],
    [{}, { request: { query: "a=b" } }, "request.query is not an object"],
    [{}, { authentication: { methods: {} } }, "authentication.methods is not a list"],
    [{}, { authorization: { roles: "admin" } }, "authorization.roles is not a list"],
    [{}, { session: { clients: 1 } }, "session.clients is not a list"],
    [{}, { experiment: "exp" }, "experiment is not an object"],
    [{}, { transaction: { target_scopes: "a" } }, "transaction.target_scopes is not a list"],
    [{}, { granted_scopes: ["a"] }, "granted_scopes is not an object"],
    [{}, { granted_scopes: { client: "a" } }, "granted_scopes.client is not a list"],
    [{}, { granted_scopes: { user: "a" } }, "granted_scopes.user is not a list"],
  ])("is wrong in %j and %j", (user, login, problem) => {
    expect(findWrongShape({ ...aUser(), ...user }, login)).toBe(problem);
  });

  test.each<[object, object]>([
    [{}, {}],
    [
      { user_metadata: null, identities: undefined },
      { request: null, authentication: null },
    ],
    [{ app_metadata: {} }, { authorization: { roles: [] }, client: { metadata: { a: "b" } } }],
  ])("is right in %j and %j", (user, login) => {
    expect(findWrongShape({ ...aUser(), ...user }, login)).toBeUndefined();
  });
});
