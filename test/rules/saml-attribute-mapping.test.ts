import { describe, expect, test } from "vitest";

import { loadAction, loadRule } from "../../src/node/load.ts";
import {
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  loginAs,
  readTemplate,
  type TestLogin,
} from "../support/describeTemplate.ts";

const nameIdentifier = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
const userId = "auth0|0a1b2c3d4e5f6a7b8c9d0e1f";

/** A SAML login of an application that gets attributes by this table. */
function aSamlLogin(mappings: unknown): TestLogin {
  const configuration = {
    SAML_CLIENT_IDS: "other, saml-app",
    SAML_MAPPINGS: typeof mappings === "string" ? mappings : JSON.stringify(mappings),
  };
  return { protocol: "samlp", client: { client_id: "saml-app" }, configuration };
}

const table = { [nameIdentifier]: "user_id", Email: "email", Plan: "app_metadata.plan.name" };

describeTemplate("saml-attribute-mapping", ({ login, example }) => {
  test("sets an attribute of the profile and one of the app metadata", async () => {
    const outcome = await login(example);
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.saml).toEqual({
      attributes: { Email: "jane.doe@example.com", Department: "Sales" },
    });
  });

  const user = aUser({ app_metadata: { plan: { name: "gold" } } });

  test.each(["samlp", "wsfed"])(
    "sets the attributes of the table at a login by %s",
    async (protocol) => {
      const outcome = await login({ ...aSamlLogin(table), protocol, user });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.saml).toEqual({
        attributes: { [nameIdentifier]: userId, Email: "jane.doe@example.com", Plan: "gold" },
      });
    },
  );

  test("puts nothing into tokens, and stores nothing", async () => {
    const tenant = aTenant({ users: [user] });
    const outcome = await login({ ...aSamlLogin(table), tenant, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.idToken).toEqual({});
    expect(outcome.accessToken).toEqual({});
    expect(tenant.user(userId)).toEqual(user);
  });

  describe("sets the attributes as well", () => {
    test.each([
      ["at a silent login", aSilentLogin()],
      ["without a request", { request: null }],
      ["without methods of authentication", { authentication: null }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({
        ...aSamlLogin({ Id: "user_id" }),
        ...circumstances,
        protocol: "samlp",
      });
      expect(outcome.saml).toEqual({ attributes: { Id: userId } });
    });
  });

  test.each([
    { email: "boss@example.com" },
    { email_verified: true },
    { email: "boss@example.com", email_verified: true },
    { phone_number: "+1555" },
    { phone_verified: true },
    { phone_number: "+1555", phone_verified: true },
  ])("never takes a value and the word on it from two places: %j", async (appMetadata) => {
    const key =
      "email" in appMetadata || "email_verified" in appMetadata ? "email" : "phone_number";
    for (const verified of [true, false]) {
      const known = { phone_number: "+1444", phone_verified: verified, email_verified: verified };
      const outcome = await login({
        ...aSamlLogin({ Id: "user_id", Value: key }),
        user: aUser({ ...known, app_metadata: appMetadata }),
      });
      expect(outcome.saml).toEqual({ attributes: { Id: userId } });
    }
  });

  describe("does nothing", () => {
    test.each([
      ["at a login by OpenID Connect", { protocol: "oidc-basic-profile" }],
      ["when a token is refreshed", { protocol: "oauth2-refresh-token" }],
      ["in a password grant", { protocol: "oauth2-password" }],
      ["for an application that is not listed", { client: { client_id: "saml-ap" } }],
      ["for an application that is listed in other letters", { client: { client_id: "SAML-APP" } }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...aSamlLogin(table), ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.saml).toBeUndefined();
    });
  });

  test("reads no setting at a login by another protocol", async () => {
    const configuration = { SAML_CLIENT_IDS: "", SAML_MAPPINGS: "" };
    expect(await login({ configuration })).toMatchObject({ result: "allowed", console: [] });
  });

  test("takes a list of applications that ends in a comma", async () => {
    const { configuration, ...samlLogin } = aSamlLogin({ Id: "user_id" });
    const outcome = await login({
      ...samlLogin,
      configuration: { ...configuration, SAML_CLIENT_IDS: "saml-app," },
    });
    expect(outcome.saml).toEqual({ attributes: { Id: userId } });
  });

  test("takes 100 attributes, and a name of 1024 bytes", async () => {
    const names = ["a".repeat(1024), ...Array.from({ length: 99 }, (_none, index) => `A${index}`)];
    const outcome = await login(
      aSamlLogin(Object.fromEntries(names.map((name) => [name, "user_id"]))),
    );
    expect(Object.keys(outcome.saml?.["attributes"] ?? {})).toEqual(names);
  });

  describe("gives as an attribute", () => {
    test.each([
      "gold",
      " ",
      "0",
      0,
      -1.5,
      true,
      false,
      ["a", "b"],
      ["a", 1, true],
      "x".repeat(2048),
      "<b>&amp;</b>",
    ])("the value %j", async (value) => {
      const appMetadata = { value };
      const outcome = await login({
        ...aSamlLogin({ Value: "app_metadata.value" }),
        user: aUser({ app_metadata: appMetadata }),
      });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.saml).toEqual({ attributes: { Value: value } });
    });

    test("one field under several names", async () => {
      const outcome = await login(aSamlLogin({ A: "user_id", B: "user_id" }));
      expect(outcome.saml).toEqual({ attributes: { A: userId, B: userId } });
    });

    test.each(["__proto__", "constructor", "First Name", "Größe"])(
      "a field under the name %s",
      async (name) => {
        const outcome = await login(aSamlLogin(`{"${name}":"user_id"}`));
        expect(Object.entries(outcome.saml?.["attributes"] ?? {})).toEqual([[name, userId]]);
      },
    );
  });

  describe("gives no attribute", () => {
    test.each([
      ["for a field that is missing", "app_metadata.missing"],
      ["for a field of a field that is missing", "missing.more.more"],
      ["for null", "app_metadata.null"],
      ["for an object", "app_metadata"],
      ["for a list of objects", "identities"],
      ["for a list of lists", "app_metadata.lists"],
      ["for a list with null", "app_metadata.nulls"],
      ["for what each object has", "constructor"],
      ["for the prototype", "__proto__"],
      ["for user metadata", "user_metadata.role"],
      ["for all user metadata", "user_metadata"],
      ["for a field in other letters", "User_Id"],
    ])("%s", async (_what, path) => {
      const appMetadata = {
        null: null,
        lists: [["a"]],
        nulls: ["a", null],
      };
      const outcome = await login({
        ...aSamlLogin({ Left: path, Id: "user_id" }),
        user: aUser({ app_metadata: appMetadata, user_metadata: { role: "admin" } }),
      });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.saml).toEqual({ attributes: { Id: userId } });
    });

    test("at all where no field has a value", async () => {
      const outcome = await login(aSamlLogin({ Plan: "app_metadata.plan" }));
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.saml).toBeUndefined();
    });

    test.each([
      ["that is not verified", { email_verified: false, phone_verified: false }],
      ["without a word on it", { email_verified: undefined, phone_verified: undefined }],
      ["that is verified in a word", { email_verified: "true", phone_verified: "true" }],
    ])("for an email address or a phone number %s", async (_what, verified) => {
      const unverified = { ...aUser(), phone_number: "+49301234567", ...verified } as ReturnType<
        typeof aUser
      >;
      const outcome = await login({
        ...aSamlLogin({ Email: "email", Phone: "phone_number", Id: "user_id" }),
        user: unverified,
      });
      expect(outcome.saml).toEqual({ attributes: { Id: userId } });
    });
  });

  test("gives a phone number that is verified", async () => {
    const outcome = await login({
      ...aSamlLogin({ Phone: "phone_number" }),
      user: aUser({ phone_number: "+49301234567", phone_verified: true }),
    });
    expect(outcome.saml).toEqual({ attributes: { Phone: "+49301234567" } });
  });

  test.each([
    ["no value for a name", { Left: null, Id: "user_id" }],
    ["a number for a field", { Left: 1, Id: "user_id" }],
    ["an empty field", { Left: "", Id: "user_id" }],
    ["a field that ends in a dot", { Left: "app_metadata.", Id: "user_id" }],
    ["a field of other signs", { Left: "app_metadata['plan']", Id: "user_id" }],
  ])("takes the rest of a table with %s", async (_what, mappings) => {
    const outcome = await login(aSamlLogin(mappings));
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.saml).toEqual({ attributes: { Id: userId } });
  });

  describe("sets nothing, and names the settings,", () => {
    const named = [
      {
        level: "log",
        text: "SAML attributes: none set, check SAML_CLIENT_IDS and SAML_MAPPINGS",
      },
    ];

    test.each([
      ["is not JSON", "{"],
      ["is null", "null"],
    ])("when SAML_MAPPINGS %s", async (_what, mappings) => {
      const outcome = await login(aSamlLogin(mappings));
      expect(outcome).toMatchObject({ result: "allowed", console: named });
      expect(outcome.saml).toBeUndefined();
    });

    test.each([" ", ","])("when SAML_CLIENT_IDS is %j", async (ids) => {
      const { configuration, ...samlLogin } = aSamlLogin(table);
      const outcome = await login({
        ...samlLogin,
        configuration: { ...configuration, SAML_CLIENT_IDS: ids },
      });
      expect(outcome).toMatchObject({ result: "allowed", console: named });
      expect(outcome.saml).toBeUndefined();
    });
  });
});

describe("an action leaves out, with a line in the log,", () => {
  const { action } = readTemplate("saml-attribute-mapping");

  test.each([
    ["a text that is too long", "x".repeat(2049), "at most 2048 characters"],
    ["a list with a text that is too long", ["a", "x".repeat(2049)], "at most 2048 characters"],
    ["what takes more than 10 kB", Array(6).fill("x".repeat(1800)), "10240 bytes"],
  ])("%s, and gives the rest", async (_what, value, why) => {
    const outcome = await loginAs("action", action ?? { code: "" }, {
      ...aSamlLogin({ Value: "app_metadata.value", Id: "user_id" }),
      user: aUser({ app_metadata: { value } }),
    });
    expect(outcome).toMatchObject({ result: "allowed", saml: { attributes: { Id: userId } } });
    expect(outcome.console).toEqual([
      { level: "log", text: expect.stringContaining(why) as string },
    ]);
  });
});

describe("attributes of the same login from elsewhere stay, except for those of the same name,", () => {
  const { rule, action } = readTemplate("saml-attribute-mapping");
  const { configuration = {} } = aSamlLogin({ Id: "user_id" });
  const samlLogin = { protocol: "samlp", client: { client_id: "saml-app" } };
  const attributes = { Id: userId, Nick: "jane.doe" };

  test("in rules", async () => {
    const earlier = `function (user, context, callback) {
      context.samlConfiguration.mappings = { Id: "email", Nick: "nickname" };
      callback(null, user, context);
    }`;
    const rules = [earlier, rule.code].map((code) => loadRule(code));
    const outcome = await aTenant().login({ ...samlLogin, rules, configuration });
    expect(outcome.saml).toEqual({ attributes });
  });

  test("in actions", async () => {
    const earlier = `exports.onExecutePostLogin = async (event, api) => {
      api.samlResponse.setAttribute("Id", event.user.email);
      api.samlResponse.setAttribute("Nick", event.user.nickname);
    };`;
    const actions = [earlier, action?.code ?? ""].map((code) => loadAction(code));
    const outcome = await aTenant().login({ ...samlLogin, actions, secrets: configuration });
    expect(outcome.saml).toEqual({ attributes });
  });
});
