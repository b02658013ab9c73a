import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";

const soap = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
const soapAsKept = "http://schemas:xmlsoap:org/ws/2005/05/identity/claims";

/** A user of whom nothing is known but what the provider sends. */
function sent(attributes: Record<string, unknown>) {
  return { user_id: "custom|1", ...attributes };
}

/** Claims by the names that the application knows. */
function claims(values: Record<string, unknown>, namespace = "https://example.com/") {
  const named = Object.entries(values).map(([name, value]) => [`${namespace}${name}`, value]);
  return Object.fromEntries(named) as Record<string, unknown>;
}

const parts = { given_name: "Jane", family_name: "Doe" };
const jane = { name: "Dr. Jane Doe", ...parts };
const address = { email: "jane@example.com", email_verified: false };
const picture = "https://pictures.example.com/jane.png?size=200";

const acting = {
  "a login of a user with a profile": { login: {} },
  "a login of a user with attributes of another provider": {
    login: {
      user: sent({
        displayName: "Jane Doe",
        first_name: "Jane",
        avatar_url: picture,
        emails: [{ value: "jane@example.com" }],
      }),
    },
  },
};

describeTemplate("normalize-profile", acting, ({ login }) => {
  test("gives what Auth0 knows, and stores nothing", async () => {
    const user = aUser({ app_metadata: { plan: "gold" } });
    const tenant = aTenant({ users: [user] });
    const outcome = await login({ tenant });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual(
      claims({
        ...parts,
        name: "Jane Doe",
        picture: "https://example.com/jane.png",
        email: "jane.doe@example.com",
        email_verified: true,
      }),
    );
    expect(outcome.accessToken).toEqual({});
    expect(tenant.user(user.user_id)).toEqual(user);
  });

  describe("finds the same in the attributes", () => {
    test.each([
      [
        "of a provider of its own",
        {
          full_name: "Dr. Jane Doe",
          first_name: "Jane",
          last_name: "Doe",
          avatar_url: picture,
          email: "jane@example.com",
        },
      ],
      [
        "of Facebook",
        {
          ...jane,
          picture: { data: { height: 200, is_silhouette: false, url: picture } },
          email: "jane@example.com",
        },
      ],
      ["of X", { ...jane, profile_image_url_https: picture, email: "jane@example.com" }],
      [
        "of Microsoft Graph",
        {
          displayName: "Dr. Jane Doe",
          givenName: "Jane",
          surname: "Doe",
          mail: null,
          userPrincipalName: "jane@example.com",
          picture: { url: picture },
        },
      ],
      [
        "of a profile with lists",
        {
          displayName: "Dr. Jane Doe",
          givenName: ["Jane"],
          familyName: ["Doe", "Roe"],
          photos: [{ value: picture }],
          emails: [{ value: "jane@example.com", type: "work" }, { value: "jane@example.org" }],
        },
      ],
      [
        "of Active Directory",
        {
          cn: "Dr. Jane Doe",
          givenName: "Jane",
          sn: "Doe",
          mail: "jane@example.com",
          upn: "jd@corp.example.com",
          pictureUrl: picture,
        },
      ],
      [
        "of SAML, as Auth0 keeps them",
        {
          [`${soapAsKept}/givenname`]: "Jane",
          [`${soapAsKept}/surname`]: "Doe",
          [`${soapAsKept}/name`]: "jd@corp.example.com",
          [`${soapAsKept}/emailaddress`]: "jane@example.com",
          "http://schemas:microsoft:com/identity/claims/displayname": "Dr. Jane Doe",
          picture,
        },
      ],
      [
        "of SAML, as they are sent",
        {
          [`${soap}/givenname`]: ["Jane"],
          [`${soap}/surname`]: ["Doe"],
          [`${soap}/upn`]: ["jane@example.com"],
          "http://schemas.microsoft.com/identity/claims/displayname": "Dr. Jane Doe",
          picture,
        },
      ],
      [
        "of SAML, by object identifiers",
        {
          "urn:oid:2:5:4:42": "Jane",
          "urn:oid:2:5:4:4": "Doe",
          "urn:oid:2.16.840.1.113730.3.1.241": "Dr. Jane Doe",
          "urn:oid:0:9:2342:19200300:100:1:3": "jane@example.com",
          picture,
        },
      ],
    ])("%s", async (_whose, attributes) => {
      const outcome = await login({ user: sent(attributes) });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual(claims({ ...jane, ...address, picture }));
    });
  });

  test("gives no claim for what is not known", async () => {
    const outcome = await login({ user: sent({}) });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual({});
  });

  test("takes Auth0's own attributes before others of the name", async () => {
    const others = {
      givenName: "J.",
      FamilyName: "D.",
      Name: "J. D.",
      Picture: picture,
      Email: "jd@example.org",
    };
    const outcome = await login({ user: { ...others, ...aUser() } });
    expect(outcome.idToken).toEqual((await login({ user: aUser() })).idToken);
  });

  test.each(["__proto__", "constructor", "toString", "value", "https://example:com/given_name"])(
    "takes nothing from the attribute %s",
    async (name) => {
      const user = JSON.parse(`{"user_id":"custom|1","${name}":"Jane"}`) as { user_id: string };
      expect((await login({ user })).idToken).toEqual({});
    },
  );

  test("takes what app_metadata have under such a name, and takes it first", async () => {
    const app_metadata = { family_name: "Roe", avatar: picture };
    const outcome = await login({ user: sent({ ...jane, app_metadata }) });
    expect(outcome.idToken).toEqual(claims({ ...jane, family_name: "Roe", picture }));
  });

  test.each([
    [{ email: "boss@example.com" }, "boss@example.com"],
    [{ email: "jane.doe@example.com" }, "jane.doe@example.com"],
    [{ email_verified: true }, "jane.doe@example.com"],
    [{ email: "boss@example.com", email_verified: true }, "boss@example.com"],
    [{ Email: "boss@example.com", email_verified: true }, "jane.doe@example.com"],
  ])(
    "never takes an address and the word on it from two places: %j",
    async (app_metadata, email) => {
      for (const email_verified of [true, false]) {
        const { idToken } = await login({ user: aUser({ email_verified, app_metadata }) });
        expect(idToken).toMatchObject(claims({ email, email_verified: false }));
      }
    },
  );

  test("takes nothing from metadata that the user can change, and from linked accounts", async () => {
    const profileData = { ...jane, picture, email: "jane@example.com", email_verified: true };
    const identities = [
      { connection: "custom", provider: "custom", user_id: "1", isSocial: true },
      { connection: "google-oauth2", provider: "google-oauth2", user_id: "2", profileData },
    ];
    const outcome = await login({ user: sent({ user_metadata: profileData, identities }) });
    expect(outcome.idToken).toEqual({});
  });

  describe("a name", () => {
    test.each([
      [parts, { ...parts, name: "Jane Doe" }],
      [{ given_name: "Jane" }, { given_name: "Jane", name: "Jane" }],
      [{ family_name: "Doe" }, { family_name: "Doe", name: "Doe" }],
      [{ name: "Jane Doe" }, { name: "Jane Doe" }],
      [
        { ...parts, name: "jane@example.com" },
        { ...parts, name: "Jane Doe" },
      ],
      [{ name: "jane@example.com" }, {}],
      [{ name: "jane@example.com", displayName: "JD" }, { name: "JD" }],
      [{ name: "  Jane\u00a0" }, { name: "Jane" }],
      [{ name: "" }, {}],
      [{ name: " \n" }, {}],
      [{ name: "Jane\u0000Doe" }, {}],
      [{ name: "Jane\nDoe" }, {}],
      [{ name: "Jane\u2028Doe" }, {}],
      [{ name: "Jane\u202eeoD" }, {}],
      [{ name: "\u2067Jane" }, {}],
      [{ name: "علی\u200cرضا" }, { name: "علی\u200cرضا" }],
      [{ name: "山田 太郎" }, { name: "山田 太郎" }],
      [{ name: "D’Árcy-O'Neil 🦊" }, { name: "D’Árcy-O'Neil 🦊" }],
      [{ name: "🦊".repeat(150) }, { name: "🦊".repeat(150) }],
      [{ name: "a".repeat(151) }, {}],
      [{ name: 42 }, {}],
      [{ name: true }, {}],
      [{ name: null }, {}],
      [{ name: {} }, {}],
      [{ name: [] }, {}],
      [{ name: [null, 7, "Jane"] }, { name: "Jane" }],
      [{ name: [["Jane"]] }, {}],
    ])("in %j is %j", async (attributes, expected) => {
      const outcome = await login({ user: sent(attributes) });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual(claims(expected));
    });
  });

  describe("a picture", () => {
    const gravatar =
      "https://s.gravatar.com/avatar/0?d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2Fjd.png";

    test.each([
      [{ picture: gravatar, avatar_url: picture }, picture],
      [{ picture: "https://GRAVATAR.com/avatar/0", avatar: picture }, picture],
      [{ picture: gravatar }, gravatar],
      [{ picture: "https://notgravatar.com/1", avatar: picture }, "https://notgravatar.com/1"],
      [{ picture: "https://gravatar.com.me/1", avatar: picture }, "https://gravatar.com.me/1"],
      [{ picture: "http://example.com/1.png", avatar_url: picture }, picture],
      [{ picture: "HTTPS://example.com" }, "HTTPS://example.com"],
      [{ picture: `https://example.com/${"a".repeat(2028)}` }, expect.any(String)],
    ])("in %j is taken", async (attributes, expected) => {
      const outcome = await login({ user: sent(attributes) });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual(claims({ picture: expected as unknown }));
    });

    test.each([
      "",
      "http://example.com/jane.png",
      "//example.com/jane.png",
      "javascript:alert(1)//https://example.com/jane.png",
      "data:image/png;base64,AAAA",
      "ftp://example.com/jane.png",
      "https:example.com/jane.png",
      "https://",
      "https://example.com:port/jane.png",
      "https://jane:secret@example.com/jane.png",
      "https://example.com\\.example.org/",
      "https://example.com/jane.png jane.png",
      'https://example.com/"onerror="alert(1)',
      "https://example.com/<script>",
      "https://exa\nmple.com/jane.png",
      "https://example.com/\u202egnp.enaj",
      "https://exa\u200bmple.com/jane.png",
      `https://example.com/${"a".repeat(2029)}`,
      { data: {} },
      { data: null },
      { data: { url: 7 } },
      { url: "http://example.com/jane.png" },
      42,
      null,
    ])("is not %j", async (value) => {
      const outcome = await login({ user: sent({ picture: value }) });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual({});
    });
  });

  describe("an email address", () => {
    test.each([
      [
        "of Auth0, verified",
        { email: "a@example.com", email_verified: true },
        "a@example.com",
        true,
      ],
      [
        "of Auth0, not verified",
        { email: "a@example.com", email_verified: false },
        "a@example.com",
        false,
      ],
      [
        "of which nobody says that it is verified",
        { email: "a@example.com" },
        "a@example.com",
        false,
      ],
      [
        "that is verified by a word",
        { email: "a@example.com", email_verified: "true" },
        "a@example.com",
        false,
      ],
      [
        "that is not the verified text",
        { email: "jane", email_verified: true, mail: "a@example.com" },
        "a@example.com",
        false,
      ],
      [
        "beside nothing that is verified",
        { email_verified: true, mail: "a@example.com" },
        "a@example.com",
        false,
      ],
      [
        "of which only the provider speaks well",
        { emails: [{ value: "a@example.com", verified: true, email_verified: true }] },
        "a@example.com",
        false,
      ],
      [
        "in a list that is verified",
        { email: ["a@example.com"], email_verified: true },
        "a@example.com",
        false,
      ],
      [
        "with blanks that is verified",
        { email: " a@example.com ", email_verified: true },
        "a@example.com",
        false,
      ],
      [
        "not verified, before others",
        { email: "a@example.com", email_verified: false, mail: "b@example.com" },
        "a@example.com",
        false,
      ],
      [
        "in a upn, behind another",
        { upn: "b@example.com", mail: "a@example.com" },
        "a@example.com",
        false,
      ],
      [
        "in capitals",
        { email: "A.B+c@EXAMPLE.com", email_verified: true },
        "A.B+c@EXAMPLE.com",
        true,
      ],
      [
        "with letters of all the world",
        { email: "jürgen@bücher.example", email_verified: true },
        "jürgen@bücher.example",
        true,
      ],
    ])("%s", async (_which, attributes, email, email_verified) => {
      const outcome = await login({ user: sent(attributes) });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual(claims({ email, email_verified }));
    });

    test.each([
      "",
      "jane",
      "jane@",
      "@example.com",
      "jane@localhost",
      "jane@example..com",
      "jane@example.com.",
      "jane@a@example.com",
      "jane doe@example.com",
      "Jane <jane@example.com>",
      "<jane@example.com",
      "a;b@example.com",
      "a,b@example.com",
      "mailto:jane@example.com",
      "SMTP:jane@example.com",
      "a@example.com,b@example.com",
      "jane@example.com\nbcc:b@example.com",
      "jane\u0000@example.com",
      "jane\u202e@example.com",
      "jane\u200b@example.com",
      "jane@exam\u0000ple.com",
      "CORP\\jane@example.com",
      "jane_example.com#EXT#@contoso.onmicrosoft.com",
      `${"a".repeat(243)}@example.com`,
      42,
      { value: "jane" },
    ])("is not %j, though it is said to be verified", async (value) => {
      const outcome = await login({
        user: sent({ email: value, email_verified: true, upn: value }),
      });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual({});
    });

    test("may have 254 characters", async () => {
      const email = `${"a".repeat(242)}@example.com`;
      const outcome = await login({ user: aUser({ email }) });
      expect(outcome.idToken).toMatchObject(claims({ email, email_verified: true }));
    });
  });

  test.each([
    ["when a token is refreshed", aRefreshTokenLogin()],
    ["at a silent login", aSilentLogin()],
    ["in a password grant", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
  ])("gives the claims %s as well", async (_when, circumstances) => {
    const outcome = await login({ user: sent({ ...jane, picture }), ...circumstances });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.idToken).toEqual(claims({ ...jane, picture }));
  });

  test("takes the namespace from the settings", async () => {
    const namespace = "https://claims.example.org/v1/";
    const outcome = await login({ user: sent(jane), configuration: { NAMESPACE: namespace } });
    expect(outcome.idToken).toEqual(claims(jane, namespace));
  });

  test.each([{ NAMESPACE: "" }, { NAMESPACE: "https://example.com/" }])(
    "does with %j what it does without",
    async (configuration) => {
      const outcome = await login({ user: sent(jane), configuration });
      expect(outcome.idToken).toEqual(claims(jane));
    },
  );

  describe("gives no claims, and names the setting,", () => {
    test.each(["example.com/", "https://", "javascript:alert(1)"])(
      "when NAMESPACE is %j",
      async (NAMESPACE) => {
        const outcome = await login({ configuration: { NAMESPACE } });
        expect(outcome).toMatchObject({ result: "allowed" });
        expect(outcome.idToken).toEqual({});
        expect(outcome.console).toEqual([
          { level: "log", text: "Profile: no claims, check NAMESPACE" },
        ]);
      },
    );
  });
});
