import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";

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
const picture = "https://pictures.example.com/jane.png?size=200";

describeTemplate("normalize-profile", ({ login, example }) => {
  test("gives what a directory calls otherwise, and stores nothing", async () => {
    const outcome = await login(example);
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome).toMatchObject({ appMetadata: nothing, userMetadata: nothing });
    expect(outcome.idToken).toEqual(
      claims({ ...parts, name: "Jane Doe", picture: "https://www.example.com/jane.png" }),
    );
    expect(outcome.accessToken).toEqual({});
  });

  test("gives what Auth0 knows", async () => {
    const outcome = await login({ user: aUser() });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual(
      claims({ ...parts, name: "Jane Doe", picture: "https://example.com/jane.png" }),
    );
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
        },
      ],
      [
        "of Microsoft Graph",
        { displayName: "Dr. Jane Doe", givenName: "Jane", surname: "Doe", avatar: picture },
      ],
      [
        "of a profile with lists",
        {
          display_name: ["Dr. Jane Doe"],
          firstName: ["Jane"],
          lastName: ["Doe", "Roe"],
          picture: [picture],
        },
      ],
      [
        "of Active Directory",
        { cn: "Dr. Jane Doe", givenName: "Jane", sn: "Doe", picture_url: picture },
      ],
    ])("%s", async (_whose, attributes) => {
      const outcome = await login({ user: sent(attributes) });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual(claims({ ...jane, picture }));
    });
  });

  test("gives no claim for what is not known", async () => {
    const outcome = await login({ user: sent({}) });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual({});
  });

  test("takes Auth0's own names before others", async () => {
    const others = { givenName: "J.", familyName: "D.", displayName: "J. D." };
    const outcome = await login({ user: { ...others, ...aUser() } });
    expect(outcome.idToken).toMatchObject(claims({ ...parts, name: "Jane Doe" }));
  });

  test.each([
    "__proto__",
    "constructor",
    "toString",
    "GivenName",
    "https://example:com/given_name",
  ])("takes nothing from the attribute %s", async (name) => {
    const user = JSON.parse(`{"user_id":"custom|1","${name}":"Jane"}`) as { user_id: string };
    expect((await login({ user })).idToken).toEqual({});
  });

  test("takes nothing from metadata that the user can change, and from linked accounts", async () => {
    const profileData = { ...jane, picture };
    const identities = [
      { connection: "custom", provider: "custom", user_id: "1", isSocial: true },
      { connection: "google-oauth2", provider: "google-oauth2", user_id: "2", profileData },
    ];
    const outcome = await login({ user: sent({ user_metadata: profileData, identities }) });
    expect(outcome.idToken).toEqual({});
  });

  test("tells nothing of an email address", async () => {
    const user = sent({ email: "jane@example.com", email_verified: true, mail: "j@example.com" });
    expect((await login({ user })).idToken).toEqual({});
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
      [{ picture: gravatar }, gravatar],
      [
        { picture: "https://example.com/1.png", avatar_url: "http://example.com/2.png" },
        "https://example.com/1.png",
      ],
      [{ picture: `https://example.com/${"a".repeat(1980)}` }, expect.any(String)],
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
      "https://example.com/jane.png jane.png",
      'https://example.com/"onerror="alert(1)',
      "https://example.com/<script>",
      "https://exa\nmple.com/jane.png",
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
});
