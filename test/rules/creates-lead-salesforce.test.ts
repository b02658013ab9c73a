import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  start,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const domain = "https://acme.my.salesforce.com";
const tokens = `${domain}/services/oauth2/token`;
const leads = `${domain}/services/data/v66.0/sobjects/Lead`;
const jane = {
  LastName: "Doe",
  FirstName: "Jane",
  Email: "jane.doe@example.com",
  Company: "Web channel signups",
};
const token = { access_token: "00Dxx!t0ken", token_type: "Bearer" };
const created = { id: "00Q000000000001", success: true, errors: [] };

function answerToken(status = 200, answer: nock.Body = token): nock.Scope {
  return nock(domain)
    .post("/services/oauth2/token", {
      grant_type: "client_credentials",
      client_id: "consumer-key-0a1b2c",
      client_secret: "consumer-secret-0a1b2c",
    })
    .matchHeader("content-type", /^application\/x-www-form-urlencoded/)
    .reply(status, answer);
}

function answerLead(
  lead: Record<string, string> = jane,
  status = 201,
  answer: nock.Body = created,
): nock.Scope {
  return nock(domain, {
    reqheaders: { authorization: "Bearer 00Dxx!t0ken", "content-type": "application/json" },
  })
    .post("/services/data/v66.0/sobjects/Lead", lead)
    .reply(status, answer);
}

function redirect(path: string): void {
  // nock follows none of the others after a POST.
  nock(domain).post(path).reply(303, "", { location: "https://evil.example/" });
}

describeTemplate("creates-lead-salesforce", ({ login, example }) => {
  const { configuration = {} } = example;
  const first = { configuration, stats: { logins_count: 1 } };

  test("creates a lead on the first login, and stores nothing", async () => {
    answerToken();
    answerLead();
    const outcome = await login(example);
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome).toMatchObject({ appMetadata: nothing, userMetadata: nothing });
  });

  test.each([
    ["by password", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
  ])("creates a lead at a login %s", async (_which, circumstances) => {
    answerToken();
    answerLead();
    expect(await login({ ...first, ...circumstances })).toMatchObject({ console: [] });
  });

  describe("fills the lead of a user", () => {
    const { LastName, FirstName, Email, Company } = jane;
    test.each([
      [
        "without a family name",
        { family_name: undefined },
        { LastName: "Jane Doe", FirstName, Email },
      ],
      [
        "with a blank family name",
        { family_name: " " },
        { LastName: "Jane Doe", FirstName, Email },
      ],
      ["without a given name", { given_name: undefined }, { LastName, Email }],
      [
        "with nothing but an address",
        { family_name: undefined, given_name: undefined, name: undefined },
        { LastName: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f", Email },
      ],
      ["without an address", { email: undefined }, { LastName, FirstName }],
      ["with an empty address", { email: "" }, { LastName, FirstName }],
      [
        "with an unverified address",
        { email: "Jane@Example.COM", email_verified: false },
        { LastName, FirstName, Email: "Jane@Example.COM" },
      ],
      [
        "with names that go on in other lines",
        { family_name: "Doe\r\nRoe", given_name: "\u202eJane", name: "Jane\u2028Doe" },
        { LastName: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f", Email },
      ],
      [
        "with a list of addresses",
        { email: "jane@example.com, joe@evil.example" },
        { LastName, FirstName },
      ],
      [
        "with an address that is too long for Salesforce",
        { email: `${"j".repeat(69)}@example.com` },
        { LastName, FirstName },
      ],
      [
        "with an address that just fits",
        { email: `${"j".repeat(68)}@example.com` },
        { LastName, FirstName, Email: `${"j".repeat(68)}@example.com` },
      ],
      [
        "with names that are too long for Salesforce",
        { family_name: "D".repeat(41), given_name: "J".repeat(41) },
        { LastName: "Jane Doe", Email },
      ],
      [
        "with names that just fit",
        { family_name: "D".repeat(40), given_name: "J".repeat(40) },
        { LastName: "D".repeat(40), FirstName: "J".repeat(40), Email },
      ],
    ])("%s", async (_who, profile, lead) => {
      answerToken();
      answerLead({ ...lead, Company });
      const outcome = await login({ ...first, user: aUser(profile) });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  test.each(["", "Web channel signups"])(
    "uses the default company if it is set to %j",
    async (salesforceCompany) => {
      answerToken();
      answerLead();
      const settings = { ...configuration, SALESFORCE_COMPANY: salesforceCompany };
      expect(await login({ ...first, configuration: settings })).toMatchObject({ console: [] });
    },
  );

  test("uses another company", async () => {
    answerToken();
    answerLead({ ...jane, Company: "Acme" });
    const settings = { ...configuration, SALESFORCE_COMPANY: "Acme" };
    expect(await login({ ...first, configuration: settings })).toMatchObject({ console: [] });
  });

  describe("creates no lead", () => {
    test.each([
      ["at a later login", { stats: { logins_count: 2 } }],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...first, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  describe("lets the login go on, and logs", () => {
    const noToken = (status: number, code = "no error code") =>
      `no access_token in the answer, status ${status}, ${code}`;
    const noId = (status: number, code = "no error code") =>
      `no id in the answer, status ${status}, ${code}`;
    const timeout = "The operation was aborted due to timeout";
    test.each([
      ["a refused connection for the token", "fetch failed", () => refused(tokens)],
      ["a silent token endpoint", timeout, () => silent(tokens)],
      [
        "a token that breaks off",
        noToken(200),
        () => resetMidBody(tokens, { body: '{"access_token":"00Dxx' }),
      ],
      [
        "a token that stops coming",
        noToken(200),
        () => silentMidBody(tokens, { body: '{"access_token":"00Dxx' }),
      ],
      [
        "wrong credentials",
        noToken(400, "invalid_client_id"),
        () => answerToken(400, { error: "invalid_client_id", error_description: "bad" }),
      ],
      ["a token refused in HTML", noToken(401), () => answerToken(401, "<html></html>")],
      ["too many requests", noToken(429), () => answerToken(429, "")],
      ["a broken token endpoint", noToken(500), () => answerToken(500, "")],
      ["a token with an error", noToken(500), () => answerToken(500, token)],
      ["a page", noToken(200), () => answerToken(200, "<html></html>")],
      ["an empty token answer", noToken(200), () => answerToken(200, "")],
      ["null for a token answer", noToken(200), () => answerToken(200, "null")],
      [
        "broken JSON around a token",
        noToken(200),
        () => answerToken(200, '{"access_token":00Dxx!t0ken}'),
      ],
      ["null for a token", noToken(200), () => answerToken(200, { ...token, access_token: null })],
    ])("%s", async (_what, reason, fail) => {
      fail();
      const outcome = await login(first);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([{ level: "log", text: `Salesforce: ${reason}` }]);
    });

    test.each([
      ["a refused connection for the lead", "fetch failed", () => refused(leads)],
      ["silence about the lead", timeout, () => silent(leads)],
      ["a lead that breaks off", noId(200), () => resetMidBody(leads)],
      ["a lead without an id", noId(201), () => answerLead(jane, 201, {})],
      ["a page for a lead", noId(200), () => answerLead(jane, 200, "<html></html>")],
      ["an empty answer for a lead", noId(204), () => answerLead(jane, 204, "")],
      [
        "a lead that lacks a field",
        noId(400, "REQUIRED_FIELD_MISSING"),
        () =>
          answerLead(jane, 400, [
            {
              message: "Required fields are missing: [Country] of jane.doe@example.com",
              errorCode: "REQUIRED_FIELD_MISSING",
              fields: ["Country"],
            },
          ]),
      ],
      [
        "a token without rights",
        noId(401, "INVALID_SESSION_ID"),
        () =>
          answerLead(jane, 401, [
            { message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" },
          ]),
      ],
      ["a retired version", noId(410), () => answerLead(jane, 410, "<html></html>")],
      ["too many leads", noId(429), () => answerLead(jane, 429, "")],
      ["a broken Salesforce", noId(500), () => answerLead(jane, 500, "")],
    ])("%s", async (_what, reason, fail) => {
      answerToken();
      fail();
      const outcome = await login(first);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([{ level: "log", text: `Salesforce: ${reason}` }]);
    });
  });

  test.each([
    [
      "token",
      () => {
        redirect("/services/oauth2/token");
      },
    ],
    [
      "lead",
      () => {
        answerToken();
        redirect("/services/data/v66.0/sobjects/Lead");
      },
    ],
  ])("follows no redirect on the way to a %s", async (_what, fail) => {
    fail();
    const outcome = await login(first);
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
    expect(outcome.console.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Salesforce: /),
    ]);
  });

  test("gives each request four seconds", async () => {
    const tenant = aTenant();
    answerToken();
    silent(leads);
    await login({ ...first, tenant });
    expect(tenant.now).toBe(Date.parse(start) + 4000);
  });

  test.each([
    ["SALESFORCE_DOMAIN", ""],
    ["SALESFORCE_DOMAIN", "acme.my.salesforce.com.evil.example"],
    ["SALESFORCE_DOMAIN", "evilsalesforce.com"],
    ["SALESFORCE_CLIENT_ID", ""],
    ["SALESFORCE_CLIENT_SECRET", ""],
  ])("creates no lead and names the settings when %s is %j", async (key, value) => {
    const outcome = await login({ ...first, configuration: { ...configuration, [key]: value } });
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
    expect(outcome.console).toEqual([
      {
        level: "log",
        text: "No lead: check SALESFORCE_DOMAIN, SALESFORCE_CLIENT_ID, SALESFORCE_CLIENT_SECRET",
      },
    ]);
  });
});
