import { describe, expect, test } from "vitest";

import { describeTemplate, type TestLogin } from "../support/describeTemplate.ts";

const clients = { SAML_RESPONSE_CLIENT_IDS: "saml-app-1, saml-app-2" };
const sha256 = { signatureAlgorithm: "rsa-sha256", digestAlgorithm: "sha256" };

/** A SAML login with these settings beside the list of applications. */
function aLogin(settings: Record<string, string> = {}): TestLogin {
  return {
    configuration: { ...clients, ...settings },
    protocol: "samlp",
    client: { client_id: "saml-app-1" },
  };
}

describeTemplate("saml-configuration", ({ login, example }) => {
  test.each(["samlp", "wsfed"])("changes what is given in a login by %s", async (protocol) => {
    const outcome = await login({ ...example, protocol });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.saml).toEqual({
      ...sha256,
      audience: "urn:example:app",
      recipient: "https://app.example.com/saml/acs",
      destination: "https://app.example.com/saml/acs",
      nameIdentifierFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
      lifetimeInSeconds: 600,
    });
  });

  test.each([
    ["SAML_AUDIENCE", "urn:a", { audience: "urn:a" }],
    ["SAML_RECIPIENT", "https://a.example/", { recipient: "https://a.example/" }],
    ["SAML_DESTINATION", "https://a.example/", { destination: "https://a.example/" }],
    ["SAML_NAME_ID_FORMAT", "urn:a", { nameIdentifierFormat: "urn:a" }],
    ["SAML_LIFETIME_SECONDS", "60", { lifetimeInSeconds: 60 }],
  ])("changes one setting alone: %s", async (key, value, saml) => {
    expect((await login(aLogin({ [key]: value }))).saml).toEqual({ ...sha256, ...saml });
  });

  test("signs with SHA-256 where nothing else is given", async () => {
    expect((await login(aLogin())).saml).toEqual(sha256);
  });

  describe("leaves out a value that is not usable, and names its setting:", () => {
    test.each([
      ["SAML_AUDIENCE", "urn:a b"],
      ["SAML_AUDIENCE", "x".repeat(2049)],
      ["SAML_RECIPIENT", "http://app.example.com/"],
      ["SAML_RECIPIENT", `https://${"x".repeat(2049)}`],
      ["SAML_DESTINATION", "app.example.com"],
      ["SAML_NAME_ID_FORMAT", "emailAddress"],
      ["SAML_NAME_ID_FORMAT", `urn:${"x".repeat(513)}`],
      ["SAML_LIFETIME_SECONDS", "0"],
      ["SAML_LIFETIME_SECONDS", "-60"],
      ["SAML_LIFETIME_SECONDS", "1e9"],
      ["SAML_LIFETIME_SECONDS", "abc"],
    ])("%s %j", async (key, value) => {
      const audience = key === "SAML_AUDIENCE" ? {} : { SAML_AUDIENCE: "urn:a" };
      const outcome = await login(aLogin({ ...audience, [key]: value }));
      expect(outcome).toMatchObject({ result: "allowed" });
      const kept = key === "SAML_AUDIENCE" ? {} : { audience: "urn:a" };
      expect(outcome.saml).toEqual({ ...sha256, ...kept });
      expect(outcome.console).toEqual([
        { level: "log", text: `SAML configuration: not changed, check ${key}` },
      ]);
    });
  });

  test.each([
    ["another application", { client: { client_id: "saml-app-3" } }],
    ["an application whose ID is a part", { client: { client_id: "saml-app" } }],
    ["OpenID Connect", { protocol: "oidc-basic-profile" }],
    ["a password grant", { protocol: "oauth2-password" }],
  ])("changes nothing for %s", async (_what, circumstances) => {
    const outcome = await login({ ...aLogin({ SAML_AUDIENCE: "urn:a" }), ...circumstances });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.saml).toBeUndefined();
  });

  test.each(["", " , "])("changes nothing with the list %j, and says so", async (list) => {
    const outcome = await login(aLogin({ SAML_RESPONSE_CLIENT_IDS: list, SAML_AUDIENCE: "urn:a" }));
    expect(outcome.saml).toBeUndefined();
    expect(outcome.console).toMatchObject([
      { text: "SAML configuration: nothing changed, check SAML_RESPONSE_CLIENT_IDS" },
    ]);
  });
});
