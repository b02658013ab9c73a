import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";

import type { User } from "../../../src/emulator/login/login.ts";
import { aUser } from "../../../src/emulator/login/samples.ts";
import type { Form } from "../../../src/script/form/form.ts";
import { readScript } from "../../../src/run/reading/read-script.ts";
import { findUnknownMembers } from "../../../src/run/reading/unknown-members.ts";
import { compileFile } from "../../support/templates.ts";

/** What scripts read that Auth0 does not have. */
function unknownIn(form: Form, codes: readonly string[], user: User = aUser()): string[] {
  const scripts = codes.map((code, index) =>
    readScript({ form, file: `${form}-${index + 1}.js`, line: 1, code, enabled: true }),
  );
  return findUnknownMembers(
    scripts.filter((script) => script !== undefined),
    user,
  );
}

const inRule = (body: string, user?: User) =>
  unknownIn("rule", [`function (user, context, callback) {\n${body}\n}`], user);
const inAction = (body: string) =>
  unknownIn("action", [`exports.onExecutePostLogin = async (event, api) => {\n${body}\n};`]);

/** The sentence of one place, on the second line unless told. */
const says = (form: Form, member: string, meant?: string, line: number | string = 2) => [
  `${form}-1.js:${line} reads ${member}, which Auth0 does not have` +
    (meant === undefined ? "" : `, did you mean ${meant}?`),
];

describe("a rule is told what it reads in vain", () => {
  test.each<[body: string, member: string, meant?: string]>([
    ["context.clientId;", "context.clientId", "context.clientID"],
    ["context.protocal;", "context.protocal", "context.protocol"],
    ['context["protocal"];', "context.protocal", "context.protocol"],
    ["context?.protocal;", "context.protocal", "context.protocol"],
    ["context.wholly_other;", "context.wholly_other"],
    ["if (!context.protocal) return;", "context.protocal", "context.protocol"],
    ["context.request.useragent;", "context.request.useragent", "context.request.userAgent"],
    ["context.request?.querry?.a;", "context.request.querry", "context.request.query"],
    ["(context.request || {}).querry;", "context.request.querry", "context.request.query"],
    [
      "context.request && context.request.querry;",
      "context.request.querry",
      "context.request.query",
    ],
    ["(yes ? context : null).protocal;", "context.protocal", "context.protocol"],
    ["(0, context).protocal;", "context.protocal", "context.protocol"],
    ["const { protocal } = context;", "context.protocal", "context.protocol"],
    ["let protocal; ({ protocal } = context);", "context.protocal", "context.protocol"],
    ["const { request: { querry } } = context;", "context.request.querry", "context.request.query"],
    [
      "const { request: { querry } = {} } = context;",
      "context.request.querry",
      "context.request.query",
    ],
    [
      "const { request } = context; request.querry;",
      "context.request.querry",
      "context.request.query",
    ],
    ["var ctx = context; ctx.protocal;", "context.protocal", "context.protocol"],
    ["let ctx; ctx = context; ctx.protocal;", "context.protocal", "context.protocol"],
    ["const ctx = context, same = ctx; same.protocal;", "context.protocal", "context.protocol"],
    [
      "const geo = context.request.geoip; geo.countryCode;",
      "context.request.geoip.countryCode",
      "context.request.geoip.country_code",
    ],
    ["setTimeout(() => context.protocal);", "context.protocal", "context.protocol"],
    [
      "function see(c) { return c.protocal; } see(context);",
      "context.protocal",
      "context.protocol",
    ],
    [
      "const see = ({ protocal }) => protocal; see(context);",
      "context.protocal",
      "context.protocol",
    ],
    ["(function (c) { return c.protocal; })(context);", "context.protocal", "context.protocol"],
    ["context.stats.loginCount;", "context.stats.loginCount", "context.stats.loginsCount"],
    ["context.sso.curent_clients;", "context.sso.curent_clients", "context.sso.current_clients"],
    ["context.organization.display_name;", "context.organization.display_name"],
    [
      "context.authentication.methods[0].timeStamp;",
      "context.authentication.methods[].timeStamp",
      "context.authentication.methods[].timestamp",
    ],
    [
      "context.authentication.methods.some((m) => m.timeStamp);",
      "context.authentication.methods[].timeStamp",
      "context.authentication.methods[].timestamp",
    ],
    [
      "for (const m of context.authentication.methods) m.timeStamp;",
      "context.authentication.methods[].timeStamp",
      "context.authentication.methods[].timestamp",
    ],
    ["user.app_metdata;", "user.app_metdata", "user.app_metadata"],
    ["user.appMetadata;", "user.appMetadata", "user.app_metadata"],
    ["user.emailVerified;", "user.emailVerified", "user.email_verified"],
    [
      "auth0.users.updateAppMetaData();",
      "auth0.users.updateAppMetaData",
      "auth0.users.updateAppMetadata",
    ],
  ])("%s", (body, member, meant) => {
    expect(inRule(body)).toEqual(says("rule", member, meant));
  });

  test("in a rule that another expression yields", () => {
    const rule = (body: string) => `function (user, context, callback) {\n${body}\n}`;
    const expected = says("rule", "context.protocal", "context.protocol");
    expect(unknownIn("rule", [`(${rule("context.protocal")})`])).toEqual(expected);
    expect(unknownIn("rule", [`(() => ${rule("context.protocal")})()`])).toEqual(expected);
    expect(unknownIn("rule", [`(() => { return ${rule("context.protocal")}; })()`])).toEqual(
      expected,
    );
    expect(unknownIn("rule", [`true ? ${rule("context.protocal")} : null`])).toEqual(expected);
  });

  test("once for each member, with all its lines", () => {
    expect(inRule("context.protocal;\n\ncontext.clientId;\ncontext.protocal;")).toEqual([
      ...says("rule", "context.protocal", "context.protocol", "2 (also line 5)"),
      ...says("rule", "context.clientId", "context.clientID", 4),
    ]);
  });

  test("at the line of its file", () => {
    const code = "function (user, context, callback) {\r\n  context.protocal;\r\n}";
    const script = readScript({ form: "rule", file: "a.md", line: 20, code, enabled: true });
    expect(findUnknownMembers(script ? [script] : [], aUser())).toEqual([
      "a.md:21 reads context.protocal, which Auth0 does not have, did you mean context.protocol?",
    ]);
  });
});

describe("a rule may read", () => {
  test.each([
    "context.sessionID; context.sso.current_clients; context.connectionStrategy; context.tenant;",
    "context.clientMetadata.anything; context.connectionOptions.a.b; context.connectionMetadata.a;",
    "context.request.geoip.country_code3; context.request.query.any; context.request.body.any;",
    "context.original_protocol; context.jwtConfiguration.scopes; context.locale;",
    "context.stats.loginsCount; context.samlConfiguration.mappings.a; context.primaryUser;",
    "context.accessToken.scope; context.idToken['https://a'].b; context.multifactor.provider;",
    "context.riskAssessment.assessments.NewDevice.code; context.authorization.roles.includes('a');",
    "context.hasOwnProperty('a'); context.toString();",
    "user.anything; user.emails; user.nicknames; user.phone_numbers; user.app_metadata.a.b;",
    "user.identities[0].userId; user.identities[0].access_token; user.last_ip; user.groups;",
    "auth0.accessToken; auth0.domain; auth0.baseUrl; auth0.users.updateUserMetadata();",
    "context.mine = 1; context.mine;",
    "context.mine.a; if (later) context.mine = {};",
    "context.request.mine = 1; context.request.mine;",
    "context.mine = context.mine || {}; context.mine.a;",
    "({ a: context.mine } = { a: 1 }); context.mine;",
    'if ("mine" in context) context.mine;',
    "context[name] = 1; context.mine;",
    "Object.assign(context, { mine: 1 }); context.mine;",
    "_.set(context, 'mine', 1); context.mine;",
    "global.enrich(user, context); context.mine;",
    "const { enrich } = global; enrich(context); context.mine;",
    "helper(context); context.mine;",
    "context.request = { mine: 1 }; context.request.mine;",
    "const { mine: other, ...rest } = { ...context }; rest.mine;",
    "const { tenant, ...rest } = context; rest.mine;",
    "context = { mine: 1 }; context.mine;",
    "function f(context) { return context.mine; } f({ mine: 1 });",
    "function f(o) { return o.mine; } f(context); f({ mine: 1 });",
    "{ const context = other; context.mine; }",
    "let c = context; c = {}; c.mine;",
    "callback(null, user, context); context.idToken;",
  ])("%s", (body) => {
    expect(inRule(body)).toEqual([]);
  });

  test("what the described user has", () => {
    const user = { user_id: "a|1", appMetadata: 1, app_metadata: { emailVerified: true } };
    expect(inRule("user.appMetadata; user.emailVerified;", user)).toEqual([]);
  });

  test("what an earlier rule wrote, and none before it", () => {
    const write = "function (user, context, callback) { context.mine = { a: 1 }; }";
    const read = "function (user, context, callback) { context.mine.a; }";
    expect(unknownIn("rule", [write, read])).toEqual([]);
    expect(unknownIn("rule", [read, write])).toEqual(says("rule", "context.mine", undefined, 1));
  });

  test("what a function of an earlier rule may have put there", () => {
    const rules = [
      "function (user, context, callback) { global.enrich(context); }",
      "function (user, context, callback) { context.mine; }",
    ];
    expect(unknownIn("rule", rules)).toEqual([]);
  });
});

describe("an action is told what it reads in vain", () => {
  test.each<[body: string, member: string, meant?: string]>([
    ["event.configuration.X;", "event.configuration.X", "event.secrets.X"],
    ["event.client.clientId;", "event.client.clientId", "event.client.client_id"],
    ["event.organisation?.id;", "event.organisation", "event.organization"],
    ["event.connection.options;", "event.connection.options"],
    [
      "event.request.geoip.country_code;",
      "event.request.geoip.country_code",
      "event.request.geoip.countryCode",
    ],
    [
      "event.transaction?.requestedScopes;",
      "event.transaction.requestedScopes",
      "event.transaction.requested_scopes",
    ],
    ["event.user.app_metdata;", "event.user.app_metdata", "event.user.app_metadata"],
    [
      "const { user: { appMetadata } } = event;",
      "event.user.appMetadata",
      "event.user.app_metadata",
    ],
    [
      "event.session?.clients?.[0].clientId;",
      "event.session.clients[].clientId",
      "event.session.clients[].client_id",
    ],
    [
      "event.user.enrolledFactors.map(({ tpye }) => tpye);",
      "event.user.enrolledFactors[].tpye",
      "event.user.enrolledFactors[].type",
    ],
    [
      "event.user.enrolledFactors.find((f) => f)?.tpye;",
      "event.user.enrolledFactors[].tpye",
      "event.user.enrolledFactors[].type",
    ],
    [
      "event.user.enrolledFactors.filter(Boolean)[0].tpye;",
      "event.user.enrolledFactors[].tpye",
      "event.user.enrolledFactors[].type",
    ],
    [
      'api.idToken.setCustomClaims("a", 1);',
      "api.idToken.setCustomClaims",
      "api.idToken.setCustomClaim",
    ],
    ["api.acess.deny();", "api.acess", "api.access"],
    [
      "const { idToken } = api; idToken.setCustomClaims();",
      "api.idToken.setCustomClaims",
      "api.idToken.setCustomClaim",
    ],
    [
      "const deny = async (a) => a.access.denny(); await deny(api);",
      "api.access.denny",
      "api.access.deny",
    ],
  ])("%s", (body, member, meant) => {
    expect(inAction(body)).toEqual(says("action", member, meant));
  });

  test("in each of its handlers, and however they are exported", () => {
    const code =
      "module.exports = { onExecutePostLogin: run,\nasync onContinuePostLogin(event) { event.usr; } };\nasync function run(event) { event.usr; }";
    expect(unknownIn("action", [code])).toEqual(
      says("action", "event.usr", "event.user", "2 (also line 3)"),
    );
  });

  test("also if the action before it wrote there", () => {
    const code = "exports.onExecutePostLogin = async (event) => { event.mine; };";
    const write = "exports.onExecutePostLogin = async (event) => { event.mine = 1; };";
    expect(unknownIn("action", [write, code])).toEqual([
      "action-2.js:1 reads event.mine, which Auth0 does not have",
    ]);
  });
});

describe("an action may read", () => {
  test.each([
    "event.secrets.KEY; event.client.metadata.a; event.transaction.anything; event.organization.more;",
    "event.request.query.a; event.request.geoip.more; event.user.anything; event.resource_server?.identifier;",
    "event.authentication.riskAssessment.assessments.NewDevice.details.device; event.experiment.config.a;",
    "event.mine = { a: 1 }; event.mine.a;",
    "api.samlResponse.setAttribute(); api.cache.get('a'); api.rules.wasExecuted('r');",
    "event.configuration; JSON.stringify(event); console.log(api);",
  ])("%s", (body) => {
    expect(inAction(body)).toEqual([]);
  });
});

describe("no template reads what Auth0 does not have", () => {
  test.each(readdirSync("rules").filter((file) => file.endsWith(".md")))("%s", (file) => {
    const template = compileFile(`rules/${file}`);
    for (const form of ["rule", "action"] as const) {
      const text = template[form];
      if (!text) {
        continue;
      }
      const script = readScript({ form, file, line: text.line, code: text.code, enabled: true });
      expect(script?.objects.reads).not.toEqual([]);
      expect(findUnknownMembers(script ? [script] : [], { user_id: "a|1" })).toEqual([]);
    }
  });
});

test.each(["function (", "[".repeat(5000), "exports.a = "])(
  "what cannot be read is left to the loader",
  (code) => {
    expect(
      readScript({ form: "rule", file: "a.js", line: 1, code, enabled: true }),
    ).toBeUndefined();
    expect(
      readScript({ form: "action", file: "a.js", line: 1, code, enabled: true }),
    ).toBeUndefined();
  },
);

test.each<[what: string, code: string]>([
  ["calls of one function", `function f(c) { c.a; } ${"f(context);".repeat(10_000)}`],
  [
    "calls with other arguments",
    `function f(c) { c.a; } ${Array.from({ length: 5000 }, (_, i) => `f(context, ${i});`).join("")}`,
  ],
  [
    "names",
    Array.from(
      { length: 5000 },
      (_, i) => `const c${i + 1} = ${i === 0 ? "context" : `c${i}`};`,
    ).join(""),
  ],
  ["unknown members", Array.from({ length: 5000 }, (_, i) => `context.m${i};\n`).join("")],
  ["settings", Array.from({ length: 5000 }, (_, i) => `configuration.m${i};\n`).join("")],
])("%s in great number take no time", (_what, body) => {
  const began = performance.now();
  inRule(body);
  expect(performance.now() - began).toBeLessThan(2_000);
});
