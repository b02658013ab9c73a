import { describe, expect, test } from "vitest";

import { aUser, describeTemplate, type TestLogin } from "../support/describeTemplate.ts";

const provider = "arn:aws:iam::123456789012:saml-provider/auth0";
const arnOf = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const configuration = {
  AWS_CLIENT_IDS: "aws-app-1, aws-app-2",
  AWS_SAML_PROVIDER: provider,
  AWS_ROLES: JSON.stringify({ developer: arnOf("Developer"), admin: arnOf("team/Admin") }),
  AWS_TAGS: "CostCenter=cost_center, team:Project = project",
};

const prefix = "https://aws.amazon.com/SAML/Attributes/";

/** A SAML login of a user with these roles and metadata. */
function aLogin(roles: string[], appMetadata: Record<string, unknown> = {}): TestLogin {
  return {
    configuration,
    protocol: "samlp",
    client: { client_id: "aws-app-1" },
    authorization: { roles },
    user: aUser({ app_metadata: appMetadata }),
  };
}

const tagsOf = (appMetadata: Record<string, unknown>): TestLogin =>
  aLogin(["developer"], appMetadata);

describeTemplate("aws-saml-session-tags", ({ login }) => {
  /** The attributes for AWS that a login has. */
  async function attributesOf(given: TestLogin): Promise<Record<string, unknown>> {
    const { saml } = await login(given);
    const attributes = Object.entries((saml?.["attributes"] ?? {}) as Record<string, unknown>);
    return Object.fromEntries(attributes.map(([name, value]) => [name.replace(prefix, ""), value]));
  }

  test("gives a role, the name of the session and the tags", async () => {
    const metadata = { cost_center: "marketing", project: "Café 1_a.b:/=+-@", plan: "gold" };
    const outcome = await login(aLogin(["developer", "reader"], metadata));
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.appMetadata).toEqual(metadata);
    expect(outcome.saml?.["attributes"]).toEqual({
      [`${prefix}Role`]: [`${arnOf("Developer")},${provider}`],
      [`${prefix}RoleSessionName`]: "jane.doe@example.com",
      [`${prefix}PrincipalTag:CostCenter`]: "marketing",
      [`${prefix}PrincipalTag:team:Project`]: "Café 1_a.b:/=+-@",
    });
  });

  test("gives all the roles that the user has", async () => {
    const { Role } = await attributesOf(aLogin(["admin", "developer"]));
    expect(Role).toEqual([
      `${arnOf("Developer")},${provider}`,
      `${arnOf("team/Admin")},${provider}`,
    ]);
  });

  test("keeps to 20 roles, which the response has room for", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `role-${index}`);
    const awsRoles = JSON.stringify(Object.fromEntries(names.map((name) => [name, arnOf(name)])));
    const given = { ...aLogin(names), configuration: { ...configuration, AWS_ROLES: awsRoles } };
    expect((await attributesOf(given))["Role"]).toHaveLength(20);
  });

  describe("names the session by", () => {
    test.each([
      ["the user ID where the address is not verified", { email_verified: false }],
      ["the user ID where there is no address", { email: undefined }],
      ["the user ID where AWS would not take the address", { email: "jane/doe@example.com" }],
      ["the user ID where the address is too long", { email: `${"j".repeat(53)}@example.com` }],
    ])("%s", async (_what, changes) => {
      const given = { ...aLogin(["developer"]), user: aUser(changes) };
      const { RoleSessionName } = await attributesOf(given);
      expect(RoleSessionName).toBe("auth0-0a1b2c3d4e5f6a7b8c9d0e1f");
    });

    test("the end of a long user ID", async () => {
      const user = aUser({ user_id: `samlp|acme|${"x".repeat(100)}`, email: undefined });
      const { RoleSessionName } = await attributesOf({ ...aLogin(["developer"]), user });
      expect(RoleSessionName).toBe("x".repeat(64));
    });
  });

  describe("leaves out a tag, and names it, whose value is", () => {
    test.each([
      ["missing", {}],
      ["empty", { cost_center: "" }],
      ["no text", { cost_center: 7 }],
      ["a list", { cost_center: ["a"] }],
      ["too long", { cost_center: "x".repeat(257) }],
      ["in lines", { cost_center: "a\nb" }],
      ["what AWS does not take", { cost_center: "a;b" }],
    ])("%s", async (_what, metadata) => {
      const given = tagsOf({ project: "website", ...metadata });
      expect(await attributesOf(given)).not.toHaveProperty("PrincipalTag:CostCenter");
      const outcome = await login(given);
      expect(outcome.console).toEqual([
        { level: "log", text: "AWS: the tag CostCenter is left out" },
      ]);
    });

    test("what users can change", async () => {
      const user = aUser({ user_metadata: { cost_center: "finance", project: "all" } });
      const attributes = await attributesOf({ ...aLogin(["developer"]), user });
      expect(Object.keys(attributes)).toEqual(["Role", "RoleSessionName"]);
    });

    test("something that every object has", async () => {
      const settings = { ...configuration, AWS_TAGS: "A=constructor,B=__proto__" };
      const given = { ...tagsOf({}), configuration: settings };
      expect(Object.keys(await attributesOf(given))).toEqual(["Role", "RoleSessionName"]);
    });
  });

  test.each(["", "CostCenter", ",", "="])("sets no tag with %j", async (awsTags) => {
    const given = tagsOf({ CostCenter: "a", cost_center: "a" });
    const settings = { ...given, configuration: { ...configuration, AWS_TAGS: awsTags } };
    expect(Object.keys(await attributesOf(settings))).toEqual(["Role", "RoleSessionName"]);
    expect((await login(settings)).console).toEqual([]);
  });

  describe("sets nothing, and says so, for a user", () => {
    test.each([
      ["without a role", []],
      ["with other roles", ["reader"]],
      ["with a role in other capitals", ["Developer"]],
      ["with a role that every object has", ["constructor"]],
    ])("%s", async (_what, roles) => {
      const outcome = await login(aLogin(roles));
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.saml).toBeUndefined();
      expect(outcome.console).toMatchObject([{ text: "AWS: the user has no role in AWS_ROLES" }]);
    });

    test.each([
      ["a policy", "arn:aws:iam::123456789012:policy/Admin"],
      ["another account form", "arn:aws:iam::12345:role/Admin"],
      ["a second role behind a comma", `${arnOf("A")} ,${arnOf("B")}`],
      ["a number", 7],
      ["null", null],
    ])("whose role is mapped to %s", async (_what, arn) => {
      const awsRoles = JSON.stringify({ developer: arn });
      const outcome = await login({
        ...aLogin(["developer"]),
        configuration: { ...configuration, AWS_ROLES: awsRoles },
      });
      expect(outcome.saml).toBeUndefined();
    });
  });

  test.each([
    ["another application", { client: { client_id: "aws-app-3" } }],
    ["an application whose ID is a part", { client: { client_id: "aws-app" } }],
    ["OpenID Connect", { protocol: "oidc-basic-profile" }],
    ["WS-Federation", { protocol: "wsfed" }],
  ])("sets nothing for %s", async (_what, circumstances) => {
    const outcome = await login({ ...aLogin(["developer"]), ...circumstances });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.saml).toBeUndefined();
  });

  test.each([
    { ...configuration, AWS_CLIENT_IDS: "" },
    { ...configuration, AWS_SAML_PROVIDER: "" },
    { ...configuration, AWS_ROLES: "" },
    { ...configuration, AWS_ROLES: "{" },
    { ...configuration, AWS_ROLES: "null" },
  ])("sets nothing, and names the settings, with %j", async (settings) => {
    const outcome = await login({ ...aLogin(["developer"]), configuration: settings });
    expect(outcome.saml).toBeUndefined();
    expect(outcome.console).toMatchObject([
      { text: "AWS: not signed in, check AWS_CLIENT_IDS, AWS_SAML_PROVIDER and AWS_ROLES" },
    ]);
  });
});
