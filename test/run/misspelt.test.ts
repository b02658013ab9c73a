import { describe, expect, test } from "vitest";

import { findDoubts, findDropped, findStrangers } from "../../src/run/misspelt.ts";

describe("a name in a login is in doubt", () => {
  test.each([
    [{ user: { emial: "a" } }, "user.emial, did you mean email?"],
    [{ user: { app_metdata: {} } }, "user.app_metdata, did you mean app_metadata?"],
    [{ event: { request: { useragent: "a" } } }, "request.useragent, did you mean user_agent?"],
    [
      { event: { request: { geoip: { country_code: "DE" } } } },
      "request.geoip.country_code, did you mean countryCode?",
    ],
    [{ event: { session: { clinets: [] } } }, "session.clinets, did you mean clients?"],
    [
      { event: { refresh_token: { device: { inital_ip: "a" } } } },
      "refresh_token.device.inital_ip, did you mean initial_ip?",
    ],
  ])("if it is near to one that is missing: %j", (written, doubt) => {
    expect(findDoubts(written)).toEqual([`Auth0 knows no ${doubt}`]);
  });

  test.each([
    [{}],
    [{ user: { email: "a", emails: ["a"] } }],
    [{ user: { age: 30, department: "Sales", locale: "en" } }],
    [{ user: { user_metadata: { emial: 1 } } }],
    [{ user: 1, event: { request: null, client: "a" }, context: [] }],
  ])("unless it may well be meant: %j", (written) => {
    expect(findDoubts(written)).toEqual([]);
  });
});

test.each([
  [{ user: { email_verified: "yes" } }, "user.email_verified is always true or false at Auth0"],
  [{ user: { email: ["a"] } }, "user.email is always text at Auth0"],
  [{ event: { stats: { logins_count: "1" } } }, "stats.logins_count is always a number at Auth0"],
])("a value of another type is in doubt: %j", (written, doubt) => {
  expect(findDoubts(written)).toEqual([doubt]);
});

test("what an event cannot have is named, with what may be meant", () => {
  const event = { user: {}, cleint: {}, protcol: "samlp", groups: [], further: 1 };
  expect(findStrangers(event, ["protocol", "groups"])).toEqual([
    "a login has no cleint, so it is left out, did you mean client?",
    "a login has no protcol, so it is left out, did you mean protocol?",
    "a login has no further, so it is left out",
  ]);
});

test("what of an event's settings is no text is named, and so is a configuration that is not empty", () => {
  const event = { secrets: { A: "1", B: 2 }, configuration: { A: "1" } };
  expect(findStrangers(event)).toEqual([
    "secrets.B is not text, so it is left out",
    "configuration of an event is always empty, so it is left out, did you mean secrets?",
  ]);
  expect(findStrangers({ secrets: { A: "1" }, configuration: {} })).toEqual([]);
});

describe("what a login does not take over of a context is named", () => {
  test.each([
    [
      { clinetName: "a" },
      "a login has no context.clinetName, so it is left out, did you mean clientName?",
    ],
    [
      { clientId: "a" },
      "a login has no context.clientId, so it is left out, did you mean clientID?",
    ],
    [{ mine: 1 }, "a login has no context.mine, so it is left out"],
    [
      { stats: { loginCount: 1 } },
      "a login has no context.stats.loginCount, so it is left out, did you mean loginsCount?",
    ],
    [
      { request: { geoip: { countryCode: "DE" } } },
      "a login has no context.request.geoip.countryCode, so it is left out, did you mean country_code?",
    ],
    [{ idToken: { a: 1 } }, "context.idToken is what rules set, so it is left out"],
    [
      { samlConfiguration: { a: 1 } },
      "context.samlConfiguration is what rules set, so it is left out",
    ],
    [{ redirect: { url: "https://a" } }, "context.redirect is what rules set, so it is left out"],
    [{ primaryUser: "a" }, "context.primaryUser is what rules set, so it is left out"],
  ])("as %j", (context, sentence) => {
    expect(findDropped(context)).toEqual([sentence]);
  });

  test("but not what is empty or becomes part of the login", () => {
    const context = {
      tenant: "t",
      clientMetadata: { any: "a" },
      connectionOptions: { any: 1 },
      samlConfiguration: {},
      jwtConfiguration: {},
      accessToken: {},
      idToken: {},
      sso: { with_auth0: false, with_dbconn: true, current_clients: ["c"] },
      authentication: { methods: [{ name: "pwd", timestamp: 1, more: 1 }] },
      request: { query: { any: "a" }, geoip: { country_code: "DE" } },
      original_protocol: "samlp",
      riskAssessment: { confidence: "low", version: "1", assessments: { Any: {} } },
    };
    expect(findDropped(context)).toEqual([]);
  });
});
