import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
  nothing,
  type TestLogin,
} from "../support/describeTemplate.ts";

const configuration = { REQUIRED_ROLES: "editor, chief editor" };

const allowed = { result: "allowed", console: [], idToken: nothing };
const denied = {
  result: "denied",
  reason: "You do not have the role that this application requires.",
  console: [],
};

/** A login of a user who has these roles in Auth0, and those in `app_metadata`. */
function aLogin(roles?: string[], metadata?: unknown): TestLogin {
  return {
    configuration,
    authorization: roles ? { roles } : null,
    user: aUser(metadata === undefined ? {} : { app_metadata: { roles: metadata } }),
  };
}

describeTemplate("require-role", ({ login }) => {
  describe("lets in a user", () => {
    test.each([
      ["with one of the roles in Auth0", ["editor"], undefined],
      ["with the other one", ["chief editor"], undefined],
      ["with other roles beside it", ["reader", "editor"], undefined],
      ["with the role in app_metadata", undefined, ["editor"]],
      ["with the role in app_metadata, where Auth0 knows of no roles", [], ["reader", "editor"]],
      ["with the role in Auth0, and another one in app_metadata", ["editor"], ["reader"]],
    ])("%s", async (_how, roles, metadata) => {
      expect(await login(aLogin(roles, metadata))).toMatchObject(allowed);
    });
  });

  describe("denies a user", () => {
    test.each([
      ["who has no roles at all", undefined, undefined],
      ["who has no roles", [], []],
      ["who has other roles", ["reader"], ["writer"]],
      ["who has the role in app_metadata, and another one in Auth0", ["reader"], ["editor"]],
      ["whose role has other capitals", ["Editor"], ["EDITOR"]],
      ["whose role has the name within its own", ["subeditor"], ["editors"]],
      ["whose role is a part of the name", ["edit"], ["chief"]],
      ["whose role is named as the whole list", ["editor, chief editor"], undefined],
      ["whose roles are a text", undefined, "editor"],
      ["whose roles are an object", undefined, { editor: true, includes: true }],
      ["whose roles are lists", undefined, [["editor"]]],
      ["whose roles are null", [], null],
    ])("%s", async (_who, roles, metadata) => {
      expect(await login(aLogin(roles, metadata))).toMatchObject(denied);
    });

    test("who has written the role into the metadata of their own", async () => {
      const user = aUser({ user_metadata: { roles: ["editor"] }, roles: ["editor"] });
      expect(await login({ configuration, user })).toMatchObject(denied);
    });

    test.each(["__proto__", "constructor", "length", "0"])(
      "who lacks the role %s, which every list seems to have",
      async (role) => {
        const outcome = await login({
          ...aLogin(["reader"], ["writer"]),
          configuration: { REQUIRED_ROLES: role },
        });
        expect(outcome).toMatchObject(denied);
      },
    );

    test.each([
      ["at a silent login", aSilentLogin()],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a password grant", { protocol: "oauth2-password" }],
      ["at a SAML login", { protocol: "samlp" }],
      ["at a login without a request", { request: null }],
    ])("who lacks the role %s, and lets in one who has it", async (_when, circumstances) => {
      expect(await login({ ...aLogin(["reader"]), ...circumstances })).toMatchObject(denied);
      expect(await login({ ...aLogin(["editor"]), ...circumstances })).toMatchObject(allowed);
    });
  });

  describe("with chosen applications", () => {
    const chosen = { ...configuration, REQUIRED_ROLES_CLIENTS: " app-1, app-2 ," };

    test.each(["app-1", "app-2"])("asks for the role in %s", async (clientId) => {
      const settings = { configuration: chosen, client: { client_id: clientId } };
      expect(await login({ ...aLogin(["reader"]), ...settings })).toMatchObject(denied);
      expect(await login({ ...aLogin(["editor"]), ...settings })).toMatchObject(allowed);
    });

    test.each(["app-3", "app", "APP-1", "app-1, app-2"])(
      "lets everybody in to the application %s",
      async (clientId) => {
        const settings = { configuration: chosen, client: { client_id: clientId, name: "app-1" } };
        expect(await login({ ...aLogin([]), ...settings })).toMatchObject(allowed);
      },
    );

    test("asks for the role where the application is not known", async () => {
      const settings = { configuration: chosen, client: { client_id: null } };
      expect(await login({ ...aLogin(["reader"]), ...settings })).toMatchObject(denied);
    });

    test.each(["", ",", " "])("asks for the role in all if the list is %j", async (clients) => {
      const settings = { configuration: { ...configuration, REQUIRED_ROLES_CLIENTS: clients } };
      expect(await login({ ...aLogin(["reader"]), ...settings })).toMatchObject(denied);
      expect(await login({ ...aLogin(["editor"]), ...settings })).toMatchObject(allowed);
    });
  });

  describe("with chosen APIs", () => {
    const chosen = { ...configuration, REQUIRED_ROLES_AUDIENCES: " urn:api-1, urn:api-2 ," };
    const aLoginFor = (
      request: Exclude<TestLogin["request"], undefined>,
      roles: string[],
    ): TestLogin => ({
      ...aLogin(roles),
      configuration: chosen,
      request,
    });

    test.each([
      ["for a listed API", { query: { audience: "urn:api-1" } }],
      ["for the other one", { query: { audience: "urn:api-2" } }],
      ["by a form", { body: { audience: "urn:api-2" } }],
      ["that names no API", {}],
      ["that names an empty one", { query: { audience: "" } }],
      ["that names a list of APIs", { query: { audience: ["urn:api-1", "urn:other"] } }],
      ["without a request", null],
    ])("asks for the role at a login %s", async (_which, request) => {
      expect(await login(aLoginFor(request, ["reader"]))).toMatchObject(denied);
      expect(await login(aLoginFor(request, ["editor"]))).toMatchObject(allowed);
    });

    test("asks for the role when a token is refreshed", async () => {
      const refresh = { ...aLogin(["reader"]), ...aRefreshTokenLogin(), configuration: chosen };
      expect(await login(refresh)).toMatchObject(denied);
    });

    test.each(["urn:api-3", "urn:api", "urn:api-1, urn:api-2", "URN:API-1"])(
      "lets everybody in for the API %s",
      async (audience) => {
        expect(await login(aLoginFor({ query: { audience } }, []))).toMatchObject(allowed);
      },
    );

    test.each([
      ["app-1", "urn:other", denied],
      ["app-2", "urn:api-1", denied],
      ["app-2", undefined, denied],
      ["app-2", "urn:other", allowed],
    ])("and a chosen application, checks a login to %s for %s", async (clientId, audience, end) => {
      const settings = { ...chosen, REQUIRED_ROLES_CLIENTS: "app-1" };
      const request = audience === undefined ? {} : { query: { audience } };
      const described = {
        ...aLogin(["reader"]),
        configuration: settings,
        client: { client_id: clientId },
      };
      expect(await login({ ...described, request })).toMatchObject(end);
    });
  });

  describe("denies everybody, and names the settings,", () => {
    test.each([
      {},
      { REQUIRED_ROLES: "" },
      { REQUIRED_ROLES: " , " },
      { ...configuration, REQUIRED_ROLES_CLIENTS: "my app" },
      { ...configuration, REQUIRED_ROLES_CLIENTS: "app-1,äpp" },
      { REQUIRED_ROLES_CLIENTS: "my app" },
      { ...configuration, REQUIRED_ROLES_AUDIENCES: "my api" },
      { ...configuration, REQUIRED_ROLES_AUDIENCES: "urn:api\nurn:other" },
    ])("when the settings are %j", async (settings) => {
      const outcome = await login({ ...aLogin(["editor"]), configuration: settings });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
      expect(outcome.console).toEqual([
        {
          level: "log",
          text: "Required role: denied, check the settings that start with REQUIRED_ROLES",
        },
      ]);
    });
  });
});
