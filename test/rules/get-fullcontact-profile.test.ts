import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const service = "https://api.fullcontact.com";
const path = "/v3/person.enrich";
const address = `${service}${path}`;
const claim = "https://example.com/fullcontact";
const configuration = { FULLCONTACT_KEY: "s3cret" };

const jane = {
  fullName: "Jane Doe",
  ageRange: "35-44",
  gender: "Female",
  location: "Denver, Colorado, United States",
  title: "Engineer",
  organization: "Acme",
  twitter: "https://twitter.com/jane",
  linkedin: "https://www.linkedin.com/in/jane",
  bio: "Builds bridges.",
  avatar: "https://img.fullcontact.com/jane",
  website: "https://jane.example.com/",
};
/** As FullContact answers, and as the rule that came before this one stored it. */
const person = {
  ...jane,
  details: { name: { given: "Jane" }, emails: [], household: { finance: { income: "much" } } },
  updated: "2026-01-01",
};
const notFound = { status: 404, message: "Profile not found" };

function answer(body: nock.Body = person, status = 200): nock.Scope {
  return nock(service, {
    reqheaders: { authorization: "Bearer s3cret", "content-type": "application/json" },
  })
    .post(path, { email: "jane.doe@example.com" })
    .reply(status, body);
}

const usual = { configuration };

const acting = { "a login": { login: usual, answers: [{ body: person }] } };

describeTemplate("get-fullcontact-profile", acting, ({ login }) => {
  test("stores the summary of a profile, and shows it", async () => {
    answer();
    const outcome = await login(usual);
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, console: [] });
    expect(outcome.userMetadata).toEqual({ fullcontact: jane });
    expect(outcome.idToken).toEqual({ [claim]: jane });
    expect(outcome.accessToken).toEqual({});
  });

  test("keeps the metadata of others", async () => {
    answer();
    const user = aUser({ user_metadata: { theme: "dark" } });
    const outcome = await login({ ...usual, user });
    expect(outcome.userMetadata).toEqual({ theme: "dark", fullcontact: jane });
  });

  test.each([
    ["in a password grant", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
    ["without a query", { request: { query: null } }],
  ])("looks up %s", async (_when, circumstances) => {
    answer();
    const outcome = await login({ ...usual, ...circumstances });
    expect(outcome.idToken).toEqual({ [claim]: jane });
  });

  describe("takes of an answer", () => {
    test.each([
      ["no field without a value", { title: "CEO", bio: null, twitter: "", gender: " " }],
      [
        "text only",
        { title: "CEO", bio: { a: 1 }, location: ["Denver"], ageRange: 35, twitter: true },
      ],
      ["text that is not too long", { title: "CEO", bio: "b".repeat(501) }],
      ["nothing else", { title: "CEO", emails: ["jane@example.com"], facebook: "jane" }],
    ])("%s", async (_what, body) => {
      answer(body);
      const outcome = await login(usual);
      expect(outcome.userMetadata).toEqual({ fullcontact: { title: "CEO" } });
      expect(outcome.idToken).toEqual({ [claim]: { title: "CEO" } });
    });

    test("text as long as 500 characters", async () => {
      const bio = "b".repeat(500);
      answer({ bio });
      const outcome = await login(usual);
      expect(outcome.idToken).toEqual({ [claim]: { bio } });
    });

    test("the fields that the setting names", async () => {
      answer();
      const settings = { ...configuration, FULLCONTACT_FIELDS: "organization, title" };
      const outcome = await login({ configuration: settings });
      const short = { organization: "Acme", title: "Engineer" };
      expect(outcome.userMetadata).toEqual({ fullcontact: short });
      expect(outcome.idToken).toEqual({ [claim]: short });
    });
  });

  test("names the claim by the namespace", async () => {
    answer();
    const settings = { ...configuration, NAMESPACE: "https://claims.example.org/v1/" };
    const outcome = await login({ configuration: settings });
    expect(outcome.idToken).toEqual({ "https://claims.example.org/v1/fullcontact": jane });
  });

  describe("shows what is stored, and asks nothing,", () => {
    test.each([
      ["at a usual login", {}],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
    ])("%s", async (_when, circumstances) => {
      const tenant = aTenant({ users: [aUser()] });
      answer();
      await login({ ...usual, tenant });
      const outcome = await login({ ...usual, ...circumstances, tenant, management: 500 });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual({ [claim]: jane });
      expect(outcome.userMetadata).toEqual({ fullcontact: jane });
    });

    test("without the details that an older rule has stored", async () => {
      const user = aUser({ user_metadata: { fullcontact: person } });
      const outcome = await login({ ...usual, user });
      expect(outcome.idToken).toEqual({ [claim]: jane });
      expect(outcome.userMetadata).toEqual({ fullcontact: person });
    });

    test("without the fields that are not named any more", async () => {
      const user = aUser({ user_metadata: { fullcontact: jane } });
      const settings = { ...configuration, FULLCONTACT_FIELDS: "title" };
      const outcome = await login({ user, configuration: settings });
      expect(outcome.idToken).toEqual({ [claim]: { title: "Engineer" } });
    });
  });

  describe("looks up a user of whom there is stored", () => {
    test.each([
      ["an error", notFound],
      ["text", "jane"],
      ["a list", ["jane"]],
      ["an empty object", {}],
      ["an object in the place of text", { title: { a: 1 } }],
      ["null", null],
    ])("%s", async (_what, fullcontact) => {
      answer();
      const user = aUser({ user_metadata: { fullcontact } });
      const outcome = await login({ ...usual, user });
      expect(outcome.idToken).toEqual({ [claim]: jane });
      expect(outcome.userMetadata).toEqual({ fullcontact: jane });
    });
  });

  describe("asks nothing and shows nothing", () => {
    test.each([
      ["without an address", { email: undefined }],
      ["with an empty address", { email: "" }],
      ["with an address that is not verified", { email_verified: false }],
      ["with an address of app_metadata", { app_metadata: { email: "joe@evil.example" } }],
      ["with a list of addresses", { email: "jane@example.com, joe@example.com" }],
      ["with an address that goes on in another line", { email: "jane@example.com\nx" }],
      ["with an address that is no address", { email: "jane" }],
      ["with an address that is not said to be verified", { email_verified: undefined }],
    ])("%s", async (_who, overrides) => {
      const user = aUser({ ...overrides, user_metadata: { fullcontact: jane } });
      const outcome = await login({ ...usual, user });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
      expect(outcome.userMetadata).toEqual({ fullcontact: jane });
    });

    test.each([
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s, if nothing is stored", async (_when, circumstances) => {
      const outcome = await login({ ...usual, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
      expect(outcome.userMetadata).toEqual({});
    });
  });

  describe("lets the login go on and stores nothing", () => {
    const timeout = "The operation was aborted due to timeout";
    const useless = "the answer has none of the fields";
    test.each([
      ["refuses the connection", "fetch failed", () => refused(address)],
      ["is silent", timeout, () => silent(address)],
      ["breaks off its answer", useless, () => resetMidBody(address)],
      ["stops answering", useless, () => silentMidBody(address)],
      ["has yet to search", "status 202", () => answer({ status: 202, message: "Queued" }, 202)],
      ["says 202 with a profile", "status 202", () => answer(person, 202)],
      ["takes the request for wrong", "status 400", () => answer(person, 400)],
      ["refuses the key", "status 403", () => answer(person, 403)],
      ["finds nobody", "status 404", () => answer(notFound, 404)],
      ["takes the address for wrong", "status 422", () => answer(person, 422)],
      ["is asked too often", "status 429", () => answer(person, 429)],
      ["fails", "status 500", () => answer(person, 500)],
      ["is not there", "status 503", () => answer(person, 503)],
      ["says 200 to an error", useless, () => answer(notFound)],
      ["answers with a page", useless, () => answer("<html>jane.doe@example.com</html>")],
      ["answers with half of it", useless, () => answer('{"fullName":"Jane')],
      ["answers nothing", useless, () => answer("")],
      ["answers null", useless, () => answer("null")],
      ["answers text", useless, () => answer('"Jane Doe"')],
      ["answers a list", useless, () => answer([person])],
      ["knows nothing but details", useless, () => answer({ fullName: null, details: {} })],
    ])("when FullContact %s", async (_what, reason, fail) => {
      fail();
      const user = aUser({ user_metadata: { theme: "dark" } });
      const outcome = await login({ ...usual, user });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
      expect(outcome.userMetadata).toEqual({ theme: "dark" });
      expect(outcome.console).toEqual([
        { level: "log", text: `FullContact: nothing stored, ${reason}` },
      ]);
    });

    test("when FullContact redirects, and takes the key nowhere else", async () => {
      nock(service).post(path).reply(303, "", { location: "https://evil.example/" });
      const outcome = await login(usual);
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing, idToken: nothing });
      expect(outcome.console.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^FullContact: nothing stored, /),
      ]);
    });

    test("and asks again at the next login", async () => {
      const tenant = aTenant({ users: [aUser()] });
      answer(notFound, 404);
      await login({ ...usual, tenant });
      answer();
      const outcome = await login({ ...usual, tenant });
      expect(outcome.userMetadata).toEqual({ fullcontact: jane });
    });

    test.each([
      ["FULLCONTACT_KEY", ""],
      ["FULLCONTACT_KEY", "s3 cret"],
      ["FULLCONTACT_KEY", "s3cret\n"],
      ["FULLCONTACT_KEY", "schlüssel"],
      ["FULLCONTACT_FIELDS", " "],
      ["FULLCONTACT_FIELDS", "title,details"],
      ["FULLCONTACT_FIELDS", "fullname"],
      ["FULLCONTACT_FIELDS", "constructor"],
      ["NAMESPACE", "example.com/"],
      ["NAMESPACE", "urn:https://example.com/"],
      ["NAMESPACE", "https://"],
    ])("when %s cannot be used, and names it: %j", async (key, value) => {
      const outcome = await login({ configuration: { ...configuration, [key]: value } });
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing, idToken: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: `FullContact: no profile, check ${key}` },
      ]);
    });

    test("when the key is missing, and names it", async () => {
      const outcome = await login({ configuration: {} });
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: "FullContact: no profile, check FULLCONTACT_KEY" },
      ]);
    });
  });

  test("shows the profile even when it cannot be stored", async () => {
    answer();
    const outcome = await login({ ...usual, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
    expect(outcome.idToken).toEqual({ [claim]: jane });
  });
});
