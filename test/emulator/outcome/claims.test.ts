import { describe, expect, test } from "vitest";
import { claimsLimit } from "../../../src/emulator/outcome/claims.ts";
import { done, inBothForms, loginAsRule } from "../forms.ts";
import { nothing } from "../../support/describeTemplate.ts";

inBothForms((login) => {
  const setClaim = (name: string, value: string) => ({
    rule: `context.idToken[${JSON.stringify(name)}] = context.accessToken[${JSON.stringify(name)}] = ${value};
      callback(null, user, context);`,
    action: `api.idToken.setCustomClaim(${JSON.stringify(name)}, ${value});
      api.accessToken.setCustomClaim(${JSON.stringify(name)}, ${value});`,
  });

  describe("a claim", () => {
    test.each([
      ["https://example.com/a", "1", 1],
      ["plain", "false", false],
      ["picture", '"https://example.com/p.png"', "https://example.com/p.png"],
      ["https://notauth0.com/a", "null", null],
      ["https://example.com/auth0.com", "[1, { b: 2 }]", [1, { b: 2 }]],
      ["when", "new Date(0)", "1970-01-01T00:00:00.000Z"],
      ["where", 'new URL("https://example.com/")', "https://example.com/"],
    ])(
      "%s = %s reaches both tokens (R-93, R-98, R-112, A-41, A-45)",
      async (name, value, expected) => {
        const outcome = await login(setClaim(name, value));
        expect(outcome.idToken).toEqual({ [name]: expected });
        expect(outcome.accessToken).toEqual({ [name]: expected });
        expect(outcome.warnings).toEqual([]);
      },
    );

    test.each([
      ["sub", "1"],
      ["permissions", "[]"],
      ["https://auth0.com/a", "1"],
      ["https://example.auth0.com/a", "1"],
      ["http://x.webtask.io/", "1"],
      ["https://webtask.run", "1"],
      ["urn:auth0:a", "1"],
      ["https://example.com/a", "undefined"],
    ])(
      "%s = %s is dropped from both with a warning each (R-99, R-100, R-112, A-41, A-45)",
      async (name, value) => {
        const outcome = await login(setClaim(name, value));
        expect(outcome).toMatchObject({
          result: "allowed",
          idToken: nothing,
          accessToken: nothing,
        });
        expect(outcome.warnings).toEqual([
          expect.stringContaining(`the ID token drops the claim "${name}"`),
          expect.stringContaining(`the access token drops the claim "${name}"`),
        ]);
      },
    );
  });

  test.each(["10n", "(() => { const a = {}; a.a = a; return a; })()"])(
    "%s, which JSON cannot hold, fails the login (R-112, A-41)",
    async (value) => {
      const outcome = await login(setClaim("a", value));
      expect(outcome).toMatchObject({ result: "failed", error: { name: "TypeError" } });
    },
  );

  test("claims of one byte more than the limit fail the login (R-103, A-41)", async () => {
    // The name has one byte, the value's JSON two for its quotes.
    const sized = (size: number) => setClaim("a", `"x".repeat(${size - 3})`);
    expect((await login(sized(claimsLimit))).result).toBe("allowed");
    expect((await login(sized(claimsLimit + 1))).result).toBe("failed");
  });

  describe("an access token", () => {
    test.each([
      ["plain", "https://example.auth0.com/api/v2/", {}],
      ["plain", "https://example.auth0.com/userinfo", { plain: 1 }],
      ["plain", "https://api.example.com/", { plain: 1 }],
      ["https://example.com/a", "https://example.auth0.com/mfa/", { "https://example.com/a": 1 }],
    ])("with the claim %s for %s has %o (R-101)", async (name, identifier, claims) => {
      const outcome = await login(setClaim(name, "1"), { resource_server: { identifier } });
      expect(outcome.accessToken).toEqual(claims);
      expect(outcome.idToken).toEqual({ [name]: 1 });
    });

    test.each([
      "https://example.auth0.com/api/v2/",
      "https://example.auth0.com/me/",
      "https://login.example.com/mfa/",
    ])("that drops a claim is named with its API %s (R-101)", async (identifier) => {
      const outcome = await login(setClaim("plain", "1"), {
        resource_server: { identifier },
        custom_domain: { domain: "login.example.com", domain_metadata: {} },
      });
      expect(outcome.accessToken).toEqual({});
      expect(outcome.warnings).toEqual([
        `the access token drops the claim "plain": ${identifier} is an API of Auth0's own and takes no claim without a namespace`,
      ]);
    });

    test.each([
      ["email", "openid profile", {}],
      ["email", "openid email", { email: "x" }],
      ["nickname", "openid email", {}],
      ["phone_number", "openid phone", { phone_number: "x" }],
    ])(
      "has the standard claim %s with the scopes %s as %o (R-102)",
      async (name, scope, claims) => {
        const outcome = await login(setClaim(name, '"x"'), {
          resource_server: { identifier: "https://api.example.com/" },
          transaction: { requested_scopes: scope.split(" ") },
        });
        expect(outcome.accessToken).toEqual(claims);
        expect(outcome.idToken).toEqual({ [name]: "x" });
      },
    );
  });
});

test("a user that JSON cannot hold fails a login that redirects (R-112)", async () => {
  const body = `user.self = user; context.redirect = { url: "https://x.example" }; ${done}`;
  expect(await loginAsRule(body)).toMatchObject({ result: "failed", error: { name: "TypeError" } });
});
