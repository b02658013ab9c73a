import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  START,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const domain = "https://acme.my.salesforce.com";
const tokens = `${domain}/services/oauth2/token`;
const leads = `${domain}/services/data/v66.0/sobjects/Lead`;
const slack = "https://hooks.slack.com/services/T1/B1/s3cret";

const configuration = {
  SALESFORCE_DOMAIN: "acme.my.salesforce.com",
  SALESFORCE_CLIENT_ID: "consumer-key",
  SALESFORCE_CLIENT_SECRET: "consumer-secret",
};
const reported = { ...configuration, SLACK_WEBHOOK_URL: slack };
const first = { stats: { logins_count: 1 }, configuration };

const jane = {
  LastName: "Doe",
  FirstName: "Jane",
  Email: "jane.doe@example.com",
  Company: "Web channel signups",
};
const token = { access_token: "00Dxx!t0ken", instance_url: domain, token_type: "Bearer" };
const created = { id: "00Q000000000001", success: true, errors: [] };

function daysAgo(days: number): string {
  return new Date(Date.parse(START) - days * 24 * 60 * 60 * 1000).toISOString();
}

function answerToken(status = 200, answer: nock.Body = token): nock.Scope {
  return nock(domain)
    .post("/services/oauth2/token", {
      grant_type: "client_credentials",
      client_id: "consumer-key",
      client_secret: "consumer-secret",
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

function answerReport(reason: string, status = 200): nock.Scope {
  return nock("https://hooks.slack.com", { reqheaders: { "content-type": "application/json" } })
    .post("/services/T1/B1/s3cret", {
      text: `A new user did not become a Salesforce lead: ${reason}`,
    })
    .reply(status, "ok");
}

function redirect(path: string): void {
  // nock follows none of the others after a POST.
  nock(domain).post(path).reply(303, "", { location: "https://evil.example/" });
}

const acting = {
  "a first login": {
    login: first,
    answers: [{ body: token }, { status: 201, body: created }],
  },
};

describeTemplate("creates-lead-salesforce", acting, ({ login }) => {
  test("creates a lead on the first login", async () => {
    answerToken();
    answerLead();
    const outcome = await login(first);
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
  });

  test("keeps the metadata of others", async () => {
    answerToken();
    answerLead();
    const outcome = await login({ ...first, user: aUser({ app_metadata: { plan: "gold" } }) });
    expect(outcome.appMetadata).toEqual({ plan: "gold", recordedAsLead: true });
  });

  test("sends the lead to the instance that the token belongs to", async () => {
    answerToken(200, { ...token, instance_url: "https://acme--uat.sandbox.my.salesforce.com/" });
    nock("https://acme--uat.sandbox.my.salesforce.com")
      .post("/services/data/v66.0/sobjects/Lead", jane)
      .matchHeader("authorization", "Bearer 00Dxx!t0ken")
      .reply(201, created);
    const outcome = await login(first);
    expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
  });

  test("creates a lead at a password login", async () => {
    answerToken();
    answerLead();
    const outcome = await login({ ...first, protocol: "oauth2-password" });
    expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
  });

  test("creates a lead at a login without a request", async () => {
    answerToken();
    answerLead();
    const outcome = await login({ ...first, request: null });
    expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
  });

  describe("fills the lead of a user", () => {
    const { LastName, FirstName, Email, Company } = jane;
    test.each([
      ["without a family name", { family_name: undefined }, { LastName: "Jane Doe", Email }],
      ["with a blank family name", { family_name: " " }, { LastName: "Jane Doe", Email }],
      ["without a given name", { given_name: undefined }, { LastName, Email }],
      [
        "without a name",
        { family_name: undefined, name: undefined },
        { LastName: "jane.doe", Email },
      ],
      [
        "with nothing but an address",
        { family_name: undefined, given_name: undefined, name: undefined, nickname: undefined },
        { LastName: "jane.doe@example.com", Email },
      ],
      [
        "with nothing but an id",
        {
          user_id: "sms|1",
          family_name: undefined,
          given_name: undefined,
          name: undefined,
          nickname: undefined,
          email: undefined,
          email_verified: undefined,
        },
        { LastName: "sms|1" },
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
        { family_name: "Doe\r\nRoe", given_name: "\u202eJane\u2028\u3164" },
        { LastName: "Doe Roe", FirstName: "Jane", Email },
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
        { family_name: "D".repeat(81), given_name: "J".repeat(41) },
        { LastName: "D".repeat(80), FirstName: "J".repeat(40), Email },
      ],
      [
        "with names that would be cut inside a character",
        { family_name: `D${"🦊".repeat(40)}`, given_name: `J${"🦊".repeat(20)}` },
        { LastName: `D${"🦊".repeat(39)}\ufffd`, FirstName: `J${"🦊".repeat(19)}\ufffd`, Email },
      ],
    ])("%s", async (_who, profile, lead) => {
      answerToken();
      answerLead({ ...lead, Company });
      const outcome = await login({ ...first, user: aUser(profile) });
      expect(outcome).toMatchObject({ appMetadata: { recordedAsLead: true }, console: [] });
    });
  });

  describe("uses", () => {
    test("the default version and company if they are set to it", async () => {
      answerToken();
      answerLead();
      const outcome = await login({
        ...first,
        configuration: {
          ...configuration,
          SALESFORCE_API_VERSION: "v66.0",
          SALESFORCE_COMPANY: "Web channel signups",
        },
      });
      expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
    });

    test("the defaults and no more if the optional settings are empty", async () => {
      answerToken();
      answerLead();
      const outcome = await login({
        ...first,
        configuration: {
          ...configuration,
          SALESFORCE_API_VERSION: "",
          SALESFORCE_COMPANY: "",
          SALESFORCE_ID_FIELD: "",
          SLACK_WEBHOOK_URL: "",
        },
      });
      expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
    });

    test("another version of the API", async () => {
      answerToken();
      nock(domain).post("/services/data/v67.0/sobjects/Lead", jane).reply(201, created);
      const outcome = await login({
        ...first,
        configuration: { ...configuration, SALESFORCE_API_VERSION: "v67.0" },
      });
      expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
    });

    test("another company", async () => {
      answerToken();
      answerLead({ ...jane, Company: "Acme" });
      const outcome = await login({
        ...first,
        configuration: { ...configuration, SALESFORCE_COMPANY: "Acme" },
      });
      expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
    });

    test("a field for the user's id", async () => {
      answerToken();
      answerLead({ ...jane, Auth0_User_Id__c: "auth0|1" });
      const outcome = await login({
        ...first,
        user: aUser({ user_id: "auth0|1" }),
        configuration: { ...configuration, SALESFORCE_ID_FIELD: "Auth0_User_Id__c" },
      });
      expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
    });
  });

  test("tries again at a later login in the first week", async () => {
    answerToken();
    answerLead();
    const user = aUser({ created_at: daysAgo(6.9) });
    const outcome = await login({ ...first, user, stats: { logins_count: 2 } });
    expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
  });

  describe("creates no lead", () => {
    test.each([
      ["at a later login after the first week", { stats: { logins_count: 2 } }],
      [
        "at a later login a week after sign-up",
        { stats: { logins_count: 2 }, user: aUser({ created_at: daysAgo(7) }) },
      ],
      [
        "at a later login of a user without a date of sign-up",
        { stats: { logins_count: 2 }, user: aUser({ created_at: undefined }) },
      ],
      [
        "when there is one",
        { user: aUser({ created_at: daysAgo(1), app_metadata: { recordedAsLead: true } }) },
      ],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...first, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  describe("lets the login go on, stores nothing and reports", () => {
    const timeout = "The operation was aborted due to timeout";
    test.each([
      ["a refused connection for the token", "fetch failed", () => refused(tokens)],
      ["a silent token endpoint", timeout, () => silent(tokens)],
      [
        "a token that breaks off",
        "the answer has no access token",
        () => resetMidBody(tokens, { body: '{"access_token":"00Dxx' }),
      ],
      [
        "a token that stops coming",
        "the answer has no access token",
        () => silentMidBody(tokens, { body: '{"access_token":"00Dxx' }),
      ],
      [
        "wrong credentials",
        "status 400 invalid_client_id",
        () => answerToken(400, { error: "invalid_client_id", error_description: "bad" }),
      ],
      ["a token refused in HTML", "status 401", () => answerToken(401, "<html></html>")],
      ["too many requests", "status 429", () => answerToken(429, "")],
      ["a broken token endpoint", "status 500", () => answerToken(500, "")],
      [
        "an error that is no code",
        "status 400",
        () => answerToken(400, { error: "jane.doe@example.com" }),
      ],
      ["a page", "the answer has no access token", () => answerToken(200, "<html></html>")],
      ["an empty token answer", "the answer has no access token", () => answerToken(200, "")],
      ["null for a token answer", "the answer has no access token", () => answerToken(200, "null")],
      [
        "broken JSON around a token",
        "the answer has no access token",
        () => answerToken(200, '{"access_token":00Dxx!t0ken}'),
      ],
      [
        "null for a token",
        "the answer has no access token",
        () => answerToken(200, { ...token, access_token: null }),
      ],
      [
        "a token that no header can carry",
        "the answer has no access token",
        () => answerToken(200, { ...token, access_token: "00Dxx\n!t0ken" }),
      ],
      ...[
        undefined,
        null,
        "",
        "http://acme.my.salesforce.com",
        "https://salesforce.com.evil.example",
        "https://evilsalesforce.com",
        "https://evil.example/.salesforce.com",
        "https://acme.my.salesforce.com@evil.example",
        "https://acme.my.salesforce.com:8443",
      ].map((instance_url): [string, string, () => unknown] => [
        `a token for the host ${String(instance_url)}`,
        "the answer names no host of Salesforce",
        () => answerToken(200, { ...token, instance_url }),
      ]),
    ])("%s", async (_what, reason, fail) => {
      fail();
      answerReport(reason);
      const outcome = await login({ ...first, configuration: reported });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: `Salesforce: no new lead, ${reason}` },
      ]);
    });

    test.each([
      ["a refused connection for the lead", "fetch failed", () => refused(leads)],
      ["silence about the lead", timeout, () => silent(leads)],
      ["a lead that breaks off", "the answer has no id", () => resetMidBody(leads)],
      ["a lead without an id", "the answer has no id", () => answerLead(jane, 201, {})],
      ["a page for a lead", "the answer has no id", () => answerLead(jane, 200, "<html></html>")],
      ["an empty answer for a lead", "the answer has no id", () => answerLead(jane, 204, "")],
      [
        "a lead that lacks a field",
        "status 400 REQUIRED_FIELD_MISSING",
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
        "status 401 INVALID_SESSION_ID",
        () =>
          answerLead(jane, 401, [
            { message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" },
          ]),
      ],
      ["a retired version", "status 410", () => answerLead(jane, 410, "<html></html>")],
      ["too many leads", "status 429", () => answerLead(jane, 429, "")],
      ["a broken Salesforce", "status 500", () => answerLead(jane, 500, "")],
    ])("%s", async (_what, reason, fail) => {
      answerToken();
      fail();
      answerReport(reason);
      const outcome = await login({ ...first, configuration: reported });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: `Salesforce: no new lead, ${reason}` },
      ]);
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
      expect.stringMatching(/^Salesforce: no new lead, /),
    ]);
  });

  test("ends within ten seconds when nobody answers, and tries again at the next login", async () => {
    // Ten seconds after the start of the first login, the user's first week is over.
    const created_at = new Date(Date.parse(daysAgo(7)) + 10_000).toISOString();
    const tenant = aTenant({ users: [aUser({ created_at })] });
    silent(tokens);
    silent(slack);
    const before = await login({ ...first, tenant, configuration: reported });
    expect(before).toMatchObject({ result: "allowed", appMetadata: nothing });

    answerToken();
    answerLead();
    const after = await login({ tenant, configuration: reported, stats: { logins_count: 2 } });
    expect(after).toMatchObject({ appMetadata: { recordedAsLead: true }, console: [] });
  });

  test.each([
    ["DUPLICATE_VALUE", "duplicate value found: Auth0_User_Id__c duplicates value on record"],
    ["DUPLICATES_DETECTED", "Use one of these records?"],
  ])("takes the refusal %s for a lead that is there", async (errorCode, message) => {
    answerToken();
    answerLead(jane, 400, [{ errorCode, message }]);
    const outcome = await login({ ...first, configuration: reported });
    expect(outcome.appMetadata).toEqual({ recordedAsLead: true });
    expect(outcome.console).toEqual([
      { level: "log", text: `Salesforce: no new lead, status 400 ${errorCode}` },
    ]);
  });

  test("reports nothing if no Slack channel is set", async () => {
    answerToken(500, "");
    const outcome = await login(first);
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
    expect(outcome.console).toEqual([
      { level: "log", text: "Salesforce: no new lead, status 500" },
    ]);
  });

  describe("lets the login go on when Slack", () => {
    test.each([
      ["refuses the connection", "fetch failed", () => refused(slack)],
      ["is silent", "The operation was aborted due to timeout", () => silent(slack)],
      ["knows no such channel", "status 404", () => answerReport("status 500", 404)],
      ["answers too many requests", "status 429", () => answerReport("status 500", 429)],
      ["fails", "status 500", () => answerReport("status 500", 500)],
    ])("%s", async (_what, reason, fail) => {
      answerToken(500, "");
      fail();
      const outcome = await login({ ...first, configuration: reported });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: "Salesforce: no new lead, status 500" },
        { level: "log", text: `Salesforce: no report to Slack, ${reason}` },
      ]);
    });
  });

  describe("creates no lead and names a setting that cannot be used:", () => {
    test.each([
      ["SALESFORCE_DOMAIN", ""],
      ["SALESFORCE_DOMAIN", "https://acme.my.salesforce.com"],
      ["SALESFORCE_DOMAIN", "acme.my.salesforce.com.evil.example"],
      ["SALESFORCE_DOMAIN", "evil.example/acme.my.salesforce.com"],
      ["SALESFORCE_DOMAIN", "login.salesforce.com"],
      ["SALESFORCE_CLIENT_ID", ""],
      ["SALESFORCE_CLIENT_SECRET", ""],
      ["SALESFORCE_API_VERSION", "66"],
      ["SALESFORCE_API_VERSION", "v66.0/../.."],
      ["SALESFORCE_COMPANY", " "],
      ["SALESFORCE_COMPANY", "A".repeat(256)],
      ["SALESFORCE_ID_FIELD", "Email"],
      ["SALESFORCE_ID_FIELD", "Auth0 Id__c"],
      ["SLACK_WEBHOOK_URL", "http://hooks.slack.com/services/T1/B1/s3cret"],
      ["SLACK_WEBHOOK_URL", "https://user:s3cret@hooks.slack.com/"],
      ["SLACK_WEBHOOK_URL", "https://hooks.slack.com:port/"],
      ["SLACK_WEBHOOK_URL", "#signups"],
    ])("%s %j", async (key, value) => {
      const outcome = await login({ ...first, configuration: { ...reported, [key]: value } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: `Salesforce: no lead, check ${key}` },
      ]);
    });

    test("each that is missing", async () => {
      const outcome = await login({ ...first, configuration: { SLACK_WEBHOOK_URL: slack } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        {
          level: "log",
          text: "Salesforce: no lead, check SALESFORCE_DOMAIN, SALESFORCE_CLIENT_ID, SALESFORCE_CLIENT_SECRET",
        },
      ]);
    });
  });

  test("lets the login go on when the flag cannot be stored", async () => {
    answerToken();
    answerLead();
    const outcome = await login({ ...first, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
  });
});
