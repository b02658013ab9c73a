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

const jane = {
  fullName: "Jane Doe",
  title: "Engineer",
  organization: "Acme",
  location: "Denver, Colorado, United States",
};
/** As FullContact answers, and as the rule that came before this one stored it. */
const person = {
  ...jane,
  ageRange: "35-44",
  gender: "Female",
  bio: "Builds bridges.",
  avatar: "https://img.fullcontact.com/jane",
  details: { name: { given: "Jane" }, emails: [], household: { finance: { income: "much" } } },
  updated: "2026-01-01",
};
const notFound = { status: 404, message: "Profile not found" };

function answer(body: nock.Body = person, status = 200): nock.Scope {
  return nock(service, {
    reqheaders: { authorization: "Bearer key-0a1b2c3d4e5f", "content-type": "application/json" },
  })
    .post(path, { email: "jane.doe@example.com" })
    .reply(status, body);
}

describeTemplate("get-fullcontact-profile", ({ login, example }) => {
  test("stores name and job of a profile, and shows them", async () => {
    answer();
    const outcome = await login(example);
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, console: [] });
    expect(outcome.userMetadata).toEqual({ fullcontact: jane });
    expect(outcome.idToken).toEqual({ [claim]: jane });
    expect(outcome.accessToken).toEqual({});
  });

  test("keeps the metadata of others", async () => {
    answer();
    const user = aUser({ user_metadata: { theme: "dark" } });
    const outcome = await login({ ...example, user });
    expect(outcome.userMetadata).toEqual({ theme: "dark", fullcontact: jane });
  });

  test.each([
    ["in a password grant", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
    ["without a query", { request: { query: null } }],
  ])("looks up %s", async (_when, circumstances) => {
    answer();
    const outcome = await login({ ...example, ...circumstances });
    expect(outcome.idToken).toEqual({ [claim]: jane });
  });

  describe("takes of an answer", () => {
    test.each([
      ["no field without a value", { title: null, organization: undefined }, {}],
      ["text only", { title: { a: 1 }, organization: ["Acme"], location: 7 }, {}],
      ["nothing else", { emails: ["jane@example.com"], facebook: "jane" }, {}],
      ["100 characters of a text", { title: "t".repeat(101) }, { title: "t".repeat(100) }],
    ])("%s", async (_what, fields, kept) => {
      answer({ fullName: "Jane Doe", ...fields });
      const outcome = await login(example);
      const profile = { fullName: "Jane Doe", ...kept };
      expect(outcome.userMetadata).toEqual({ fullcontact: profile });
      expect(outcome.idToken).toEqual({ [claim]: profile });
    });
  });

  test("names the claim by the namespace", async () => {
    answer();
    const settings = { ...example.configuration, NAMESPACE: "https://claims.example.org/v1/" };
    const outcome = await login({ configuration: settings });
    expect(outcome.idToken).toEqual({ "https://claims.example.org/v1/fullcontact": jane });
  });

  describe("shows what is stored, and asks nothing,", () => {
    test.each([
      ["at a usual login", {}],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
    ])("%s", async (_when, circumstances) => {
      const { user, ...again } = example;
      const tenant = aTenant(user && { users: [user] });
      answer();
      await login({ ...again, tenant });
      const outcome = await login({ ...again, ...circumstances, tenant, management: 500 });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual({ [claim]: jane });
      expect(outcome.userMetadata).toEqual({ fullcontact: jane });
    });

    test("without the details that an older rule has stored", async () => {
      const user = aUser({ user_metadata: { fullcontact: person } });
      const outcome = await login({ ...example, user });
      expect(outcome.idToken).toEqual({ [claim]: jane });
      expect(outcome.userMetadata).toEqual({ fullcontact: person });
    });
  });

  describe("looks up a user of whom there is stored", () => {
    test.each([
      ["an error", notFound],
      ["text", "jane"],
      ["a list", ["jane"]],
      ["an empty object", {}],
      ["an object in the place of text", { fullName: { a: 1 } }],
      ["no name", { title: "Engineer" }],
      ["null", null],
    ])("%s", async (_what, fullcontact) => {
      answer();
      const user = aUser({ user_metadata: { fullcontact } });
      const outcome = await login({ ...example, user });
      expect(outcome.idToken).toEqual({ [claim]: jane });
      expect(outcome.userMetadata).toEqual({ fullcontact: jane });
    });
  });

  describe("asks nothing and shows nothing", () => {
    test.each([
      ["without an address", { email: undefined }],
      ["with an empty address", { email: "" }],
      ["with an address that is not verified", { email_verified: false }],
      ["with a list of addresses", { email: "jane@example.com, joe@example.com" }],
      ["with an address that goes on in another line", { email: "jane@example.com\nx" }],
      ["with an address that is no address", { email: "jane" }],
      ["with an address that is not said to be verified", { email_verified: undefined }],
    ])("%s", async (_who, overrides) => {
      const user = aUser({ ...overrides, user_metadata: { fullcontact: jane } });
      const outcome = await login({ ...example, user });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
      expect(outcome.userMetadata).toEqual({ fullcontact: jane });
    });

    test.each([
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s, if nothing is stored", async (_when, circumstances) => {
      const outcome = await login({ ...example, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
      expect(outcome.userMetadata).toEqual({});
    });
  });

  describe("lets the login go on and stores nothing", () => {
    const timeout = "The operation was aborted due to timeout";
    const useless = "no profile, status 200";
    test.each([
      ["refuses the connection", "fetch failed", () => refused(address)],
      ["is silent", timeout, () => silent(address)],
      ["breaks off its answer", useless, () => resetMidBody(address)],
      ["stops answering", useless, () => silentMidBody(address)],
      [
        "has yet to search",
        "no profile, status 202",
        () => answer({ status: 202, message: "Queued" }, 202),
      ],
      ["says 202 with a profile", "no profile, status 202", () => answer(person, 202)],
      ["takes the request for wrong", "no profile, status 400", () => answer(person, 400)],
      ["refuses the key", "no profile, status 403", () => answer(person, 403)],
      ["finds nobody", "no profile, status 404", () => answer(notFound, 404)],
      ["takes the address for wrong", "no profile, status 422", () => answer(person, 422)],
      ["is asked too often", "no profile, status 429", () => answer(person, 429)],
      ["fails", "no profile, status 500", () => answer(person, 500)],
      ["is not there", "no profile, status 503", () => answer(person, 503)],
      ["says 200 to an error", useless, () => answer(notFound)],
      ["answers with a page", useless, () => answer("<html>jane.doe@example.com</html>")],
      ["answers with half of it", useless, () => answer('{"fullName":"Jane')],
      ["answers nothing", useless, () => answer("")],
      ["answers null", useless, () => answer("null")],
      ["answers text", useless, () => answer('"Jane Doe"')],
      ["answers a list", useless, () => answer([person])],
      ["knows nothing but details", useless, () => answer({ fullName: null, details: {} })],
      ["knows no name", useless, () => answer({ title: "Engineer" })],
    ])("when FullContact %s", async (_what, reason, fail) => {
      fail();
      const user = aUser({ user_metadata: { theme: "dark" } });
      const outcome = await login({ ...example, user });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
      expect(outcome.userMetadata).toEqual({ theme: "dark" });
      expect(outcome.console).toEqual([{ level: "log", text: `FullContact: ${reason}` }]);
    });

    test("and asks again at the next login", async () => {
      const { user, ...again } = example;
      const tenant = aTenant(user && { users: [user] });
      answer(notFound, 404);
      await login({ ...again, tenant });
      answer();
      const outcome = await login({ ...again, tenant });
      expect(outcome.userMetadata).toEqual({ fullcontact: jane });
    });

    test.each([
      {},
      { FULLCONTACT_KEY: "" },
      { FULLCONTACT_KEY: "s3 cret" },
      { FULLCONTACT_KEY: "s3cret\n" },
      { FULLCONTACT_KEY: "schlüssel" },
    ])("when the key cannot be used, and names it: %j", async (settings) => {
      const outcome = await login({ configuration: settings });
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing, idToken: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: "FullContact: no profile, check FULLCONTACT_KEY" },
      ]);
    });
  });

  test("shows the profile even when it cannot be stored", async () => {
    answer();
    const outcome = await login({ ...example, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
    expect(outcome.idToken).toEqual({ [claim]: jane });
  });
});
