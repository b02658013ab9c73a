import { describe, expect, test } from "vitest";

import { loadAction, loadRule } from "../../src/node/load.ts";
import {
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
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

const acting = { "a SAML login": { login: aSamlLogin(table) } };

describeTemplate("saml-attribute-mapping", acting, ({ login }) => {
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
  ])("never takes a value and the word on it from two places: %j", async (app_metadata) => {
    const key =
      "email" in app_metadata || "email_verified" in app_metadata ? "email" : "phone_number";
    for (const verified of [true, false]) {
      const known = { phone_number: "+1444", phone_verified: verified, email_verified: verified };
      const outcome = await login({
        ...aSamlLogin({ Id: "user_id", Value: key }),
        user: aUser({ ...known, app_metadata }),
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
    const names = ["ü".repeat(512), ...Array.from({ length: 99 }, (_none, index) => `A${index}`)];
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
      const app_metadata = { value };
      const outcome = await login({
        ...aSamlLogin({ Value: "app_metadata.value" }),
        user: aUser({ app_metadata }),
      });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.saml).toEqual({ attributes: { Value: value } });
    });

    test("a field of the app metadata that is named as if it stood in the profile", async () => {
      const app_metadata = { plan: "gold", nickname: "jd" };
      const outcome = await login({
        ...aSamlLogin({ Plan: "plan", Nick: "nickname" }),
        user: aUser({ app_metadata, nickname: "jane" }),
      });
      expect(outcome.saml).toEqual({ attributes: { Plan: "gold", Nick: "jd" } });
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
      ["for an empty text", "app_metadata.empty"],
      ["for null", "app_metadata.null"],
      ["for an object", "app_metadata"],
      ["for an empty list", "app_metadata.none"],
      ["for a list of objects", "identities"],
      ["for a list of lists", "app_metadata.lists"],
      ["for a list with null", "app_metadata.nulls"],
      ["for an item of a list", "app_metadata.list.0"],
      ["for the length of a list", "app_metadata.list.length"],
      ["for the length of a text", "nickname.length"],
      ["for what each object has", "constructor"],
      ["for the name of what each object has", "constructor.name"],
      ["for the prototype", "__proto__"],
      ["for a field in other letters", "User_Id"],
    ])("%s", async (_what, path) => {
      const app_metadata = {
        empty: "",
        null: null,
        none: [],
        lists: [["a"]],
        nulls: ["a", null],
        list: ["a"],
      };
      const outcome = await login({
        ...aSamlLogin({ Left: path, Id: "user_id" }),
        user: aUser({ app_metadata }),
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

  describe("leaves out, with a line in the log,", () => {
    const long = [{ level: "log", text: "SAML attributes: one is left out, it is too long" }];

    test.each([
      ["a text", "x".repeat(2049)],
      ["a list with a text", ["a", "x".repeat(2049)]],
    ])("%s that is too long", async (_what, value) => {
      const outcome = await login({
        ...aSamlLogin({ Value: "value", Id: "user_id" }),
        user: aUser({ app_metadata: { value } }),
      });
      expect(outcome).toMatchObject({ result: "allowed", console: long });
      expect(outcome.saml).toEqual({ attributes: { Id: userId } });
    });

    test("what does not fit into 10 kB, and gives what comes after it", async () => {
      const app_metadata = { a: Array(5).fill("ä".repeat(900)), b: ["x".repeat(2000)] };
      const outcome = await login({
        ...aSamlLogin({ A: "a", B: "b", Id: "user_id" }),
        user: aUser({ app_metadata }),
      });
      expect(outcome).toMatchObject({ result: "allowed", console: long });
      expect(outcome.saml).toEqual({ attributes: { A: app_metadata.a, Id: userId } });
    });
  });

  describe("sets nothing, and names the setting,", () => {
    test.each([
      ["no JSON", "{"],
      ["a list", '["user_id"]'],
      ["a text", '"user_id"'],
      ["null", "null"],
      ["an empty table", "{}"],
      ["a table with a list", { Id: ["user_id"] }],
      ["a table with a number", { Id: 1 }],
      ["a table with null", { Id: null }],
      ["a table with an empty path", { Id: "" }],
      ["a table with a path that ends in a dot", { Id: "app_metadata." }],
      ["a table with a path of other signs", { Id: "app_metadata['plan']" }],
      ["a table with an empty name", { "": "user_id" }],
      ["a table with a blank name", { " ": "user_id" }],
      ["a table with a name of two lines", { "a\nb": "user_id" }],
      ["a table with a name that is too long", { ["ä".repeat(513)]: "user_id" }],
      ["a table with user metadata", { Role: "user_metadata.role", Id: "user_id" }],
      ["a table with all user metadata", { All: "user_metadata" }],
      [
        "a table of more than 100 attributes",
        Object.fromEntries(Array.from({ length: 101 }, (_, index) => [index, "user_id"])),
      ],
    ])("when SAML_MAPPINGS is %s", async (_what, mappings) => {
      const outcome = await login(aSamlLogin(mappings));
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.saml).toBeUndefined();
      expect(outcome.console).toEqual([
        { level: "log", text: "SAML attributes: none set, check SAML_MAPPINGS" },
      ]);
    });

    test.each([" ", ",", "saml-app other", "saml-app;other"])(
      "when SAML_CLIENT_IDS is %j",
      async (ids) => {
        const { configuration, ...samlLogin } = aSamlLogin(table);
        const outcome = await login({
          ...samlLogin,
          configuration: { ...configuration, SAML_CLIENT_IDS: ids },
        });
        expect(outcome.saml).toBeUndefined();
        expect(outcome.console).toEqual([
          { level: "log", text: "SAML attributes: none set, check SAML_CLIENT_IDS" },
        ]);
      },
    );
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
