import { describe, expect, test } from "vitest";

import type { Outcome } from "../../src/emulator/outcome/outcome.ts";
import { loadRule } from "../../src/node/load.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
  readTemplate,
  type TestLogin,
} from "../support/describeTemplate.ts";

const claim = "https://example.com/domain_roles";
const configuration = {
  ROLES_BY_DOMAIN: JSON.stringify({
    "example.com": ["admin", "user"],
    "xn--bcher-kva.example": ["librarian"],
    "korp.example": ["officer"],
    "boss.example": ["boss"],
    "*": ["user"],
  }),
};

/** A login of a user with this address, which is verified. */
const of = (email: unknown): TestLogin => ({
  user: Object.assign(aUser(), { email }),
  configuration,
});

/** Expects these roles in both tokens and in the profile. */
function expectRoles(outcome: Outcome, roles: string[]): void {
  expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
  expect(outcome.idToken).toEqual({ [claim]: roles });
  expect(outcome.accessToken).toEqual({ [claim]: roles });
  expect(outcome.appMetadata).toEqual(roles.length > 0 ? { domain_roles: roles } : {});
}

describeTemplate("roles-creation", ({ login, example }) => {
  test("shows the roles in both tokens, and keeps them in the profile", async () => {
    expectRoles(await login(example), ["admin", "user"]);
  });

  describe("gives the roles of", () => {
    test.each([
      ["a listed domain", "jane@example.com", ["admin", "user"]],
      ["a domain in capitals", "JANE@EXAMPLE.COM", ["admin", "user"]],
      ["an international domain in ASCII", "jane@xn--bcher-kva.example", ["librarian"]],
      ["all others to another domain", "jane@example.net", ["user"]],
      ["all others to a subdomain", "jane@mail.example.com", ["user"]],
      ["all others to a domain above", "jane@com", ["user"]],
      ["all others to a longer domain", "jane@notexample.com", ["user"]],
      ["all others to a domain that begins like it", "jane@example.com.evil.example", ["user"]],
      ["all others to a name that each object has", "jane@constructor", ["user"]],
      ["the domain whatever stands before it", '"j: ane/?"@example.com', ["admin", "user"]],
    ])("%s", async (_what, email, roles) => {
      expectRoles(await login(of(email)), roles);
    });

    test("a domain that is listed in capitals", async () => {
      const outcome = await login({
        ...of("jane@example.com"),
        configuration: { ROLES_BY_DOMAIN: '{"Example.COM":["admin"],"*":["user"]}' },
      });
      expectRoles(outcome, ["admin"]);
    });

    test("a subdomain that is listed on its own, and not those of the domain", async () => {
      const mapping = { "example.com": ["admin"], "mail.example.com": ["guest"] };
      const outcome = await login({
        ...of("jane@mail.example.com"),
        configuration: { ROLES_BY_DOMAIN: JSON.stringify(mapping) },
      });
      expectRoles(outcome, ["guest"]);
    });
  });

  describe("gives no roles", () => {
    test.each([
      ["two @", "jane@example.net@example.com"],
      ["an @ in quotes", '"jane@example.com"@example.net'],
      ["nothing before the @", "@example.com"],
      ["nothing after the @", "jane@"],
      ["no @", "example.com"],
      ["no text", ""],
      ["a path", "jane@example.com/evil.example"],
      ["a query", "jane@example.com?evil.example"],
      ["a fragment", "jane@example.com#evil.example"],
      ["a port", "jane@example.com:443"],
      ["an encoded letter", "jane@exampl%65.com"],
      ["a blank", "jane@example.com "],
      ["a tab in the domain", "jane@exam\tple.com"],
      ["a line break", "jane@example.com\n"],
      ["a soft hyphen", "jane@exam\u00adple.com"],
      ["letters beyond ASCII", "jane@bücher.example"],
      ["wide letters", "jane@\uff45xample.com"],
      ["a Kelvin sign", "jane@\u212Aorp.example"],
      ["a variation selector", "jane@exam\ufe0fple.com"],
      ["a grapheme joiner", "jane@exam\u034fple.com"],
      ["a capital sharp s", "jane@bo\u1e9e.example"],
      ["the star", "jane@*"],
      ["a property of each object", "jane@__proto__"],
      ["a list of two in its place", ["jane@example.com", "joe@example.com"]],
    ])("to an address with %s", async (_what, email) => {
      expectRoles(await login(of(email)), []);
    });

    test.each([
      ["is not verified", false],
      ["is not said to be verified", undefined],
      ["is verified in words only", "true"],
    ])("to a user whose address %s", async (_how, emailVerified) => {
      const user = Object.assign(aUser(), { email_verified: emailVerified });
      expectRoles(await login({ user, configuration }), []);
    });

    test.each([{ email: "jane@example.com" }, { email_verified: true }])(
      "to a user whose address or its verification is of app_metadata: %j",
      async (appMetadata) => {
        const user = aUser({
          email_verified: !("email_verified" in appMetadata),
          app_metadata: appMetadata,
        });
        const { idToken, accessToken } = await login({ user, configuration });
        expect({ idToken, accessToken }).toEqual({
          idToken: { [claim]: [] },
          accessToken: { [claim]: [] },
        });
      },
    );

    test("to a user without an address", async () => {
      const user = aUser({ email: undefined });
      expectRoles(await login({ user, configuration }), []);
    });

    test("for an address that users write themselves, or that is linked", async () => {
      const profileData = { email: "jane@example.com", email_verified: true };
      const user = aUser({
        email: "jane@example.net",
        user_metadata: profileData,
        identities: [
          { connection: "Username-Password-Authentication", provider: "auth0", user_id: "1" },
          { connection: "google-oauth2", provider: "google-oauth2", user_id: "2", profileData },
        ],
      });
      expectRoles(await login({ user, configuration }), ["user"]);
    });

    test.each([
      ["that is not listed", '{"example.org":["admin"]}'],
      ["with an empty list", '{"example.com":[],"*":["user"]}'],
      ["with null for a list", '{"example.com":null,"*":["user"]}'],
      ["of a list that is not one of domains", '["example.com"]'],
      ["of a text that is not a list of domains", '"example.com"'],
      ["of a part of a name", '{"*.com":["admin"],"@example.com":["admin"],"com":["admin"]}'],
    ])("to a domain %s", async (_which, mapping) => {
      const settings = { configuration: { ROLES_BY_DOMAIN: mapping } };
      expectRoles(await login({ ...of("jane@example.com"), ...settings }), []);
    });
  });

  describe("keeps in the profile", () => {
    test("what others stored, such as the roles that an administrator gave", async () => {
      const user = aUser({ app_metadata: { roles: ["owner"], plan: "gold" } });
      const outcome = await login({ user, configuration });
      expect(outcome.idToken).toEqual({ [claim]: ["admin", "user"] });
      expect(outcome.appMetadata).toEqual({
        roles: ["owner"],
        plan: "gold",
        domain_roles: ["admin", "user"],
      });
    });

    test.each([
      ["the same roles", of("jane@example.com"), ["admin", "user"]],
      ["no roles", { user: aUser({ email_verified: false }), configuration }, []],
    ])("%s without storing them again", async (_what, circumstances, roles) => {
      const tenant = aTenant({ users: [circumstances.user ?? aUser()] });
      await login({ configuration, tenant });
      // A store that fails would leave a line in the log.
      const outcome = await login({ configuration, tenant, management: 500 });
      expectRoles(outcome, roles);
    });

    test.each([
      ["other roles", ["guest"]],
      ["the roles in another order", ["user", "admin"]],
      ["a text", "admin"],
    ])("the roles in the place of %s", async (_what, domainRoles) => {
      const user = aUser({ app_metadata: { domain_roles: domainRoles } });
      expectRoles(await login({ user, configuration }), ["admin", "user"]);
    });

    test("no roles once the address is not verified any more", async () => {
      const appMetadata = { domain_roles: ["admin"], plan: "gold" };
      const outcome = await login({
        user: aUser({ email_verified: false, app_metadata: appMetadata }),
        configuration,
      });
      expect(outcome.idToken).toEqual({ [claim]: [] });
      expect(outcome.appMetadata).toEqual({ domain_roles: [], plan: "gold" });
    });

    test.each([
      ["at a silent login", aSilentLogin()],
      ["when a token is refreshed", aRefreshTokenLogin()],
    ])("what is there %s, and shows the roles of now", async (_when, circumstances) => {
      const appMetadata = { domain_roles: ["guest"] };
      const outcome = await login({
        user: aUser({ app_metadata: appMetadata }),
        configuration,
        ...circumstances,
      });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: appMetadata, console: [] });
      expect(outcome.idToken).toEqual({ [claim]: ["admin", "user"] });
      expect(outcome.accessToken).toEqual({ [claim]: ["admin", "user"] });
    });

    test("what is there when a login comes back from a redirect", async () => {
      const appMetadata = { domain_roles: ["guest"] };
      const outcome = await login({
        user: aUser({ app_metadata: appMetadata }),
        configuration,
        protocol: "redirect-callback",
      });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: appMetadata, console: [] });
    });

    test.each([
      ["a password grant", { protocol: "oauth2-password" }],
      ["a SAML login", { protocol: "samlp" }],
      ["a login without a request", { request: null }],
      ["a login without a query", { request: { query: null } }],
    ])("the roles at %s", async (_what, circumstances) => {
      expectRoles(await login({ configuration, ...circumstances }), ["admin", "user"]);
    });

    test("nothing if it cannot be stored, and lets the login go on with the roles", async () => {
      const outcome = await login({ configuration, management: 500 });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.idToken).toEqual({ [claim]: ["admin", "user"] });
      expect(outcome.accessToken).toEqual({ [claim]: ["admin", "user"] });
    });
  });

  test("names the claim as the namespace says", async () => {
    const namespace = "https://claims.example.org/v1/";
    const outcome = await login({ configuration: { ...configuration, NAMESPACE: namespace } });
    expect(outcome.idToken).toEqual({ [`${namespace}domain_roles`]: ["admin", "user"] });
    expect(outcome.accessToken).toEqual({ [`${namespace}domain_roles`]: ["admin", "user"] });
  });

  test.each(["", "admin", "null", '{"example.com":["admin"]'])(
    "denies everyone, and names the setting, when the mapping is %j",
    async (mapping) => {
      const appMetadata = { domain_roles: ["guest"] };
      const outcome = await login({
        user: aUser({ app_metadata: appMetadata }),
        configuration: { ROLES_BY_DOMAIN: mapping },
      });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
      expect(outcome.appMetadata).toEqual(appMetadata);
      expect(outcome.console).toEqual([
        { level: "log", text: "Roles by domain: denied, check ROLES_BY_DOMAIN" },
      ]);
    },
  );
});

test("a later rule sees the roles that were stored", async () => {
  const { rule } = readTemplate("roles-creation");
  const later = `function later(user, context, callback) {
    context.idToken.seen = user.app_metadata;
    callback(null, user, context);
  }`;
  const outcome = await aTenant().login({
    user: aUser({ app_metadata: { plan: "gold" } }),
    rules: [loadRule(rule.code), loadRule(later)],
    configuration,
  });
  expect(outcome.idToken["seen"]).toEqual({ plan: "gold", domain_roles: ["admin", "user"] });
});
