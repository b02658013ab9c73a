import prettier from "prettier";
import { describe, expect, test } from "vitest";

import { adaptRule } from "../../../src/migrate/adapt/adapt.ts";
import { anAdapter, proveAdapter, withBody } from "./an-adapter.ts";

const end = "callback(null, user, context);";

test("a rule that sets nothing is run, and what refuses the login is told", () => {
  const rule = withBody(
    `  if (!user.email_verified) return callback(new Error("Verify your email."));\n  ${end}`,
  );
  expect(anAdapter(rule).code).toBe(`/*
 * This action runs rule.js inside an adapter, made by rules-templates 1.2.3. The rule is at the end of this
 * file as it was. The code before it gives the rule what rules had, waits for its callback, and tells the
 * API what the rule has set.
 */

exports.onExecutePostLogin = async (event, api) => {
  try {
    const user = ruleUser(event);
    const context = ruleContext();
    await callRule(rule, user, context);
  } catch (error) {
    api.access.deny(reasonOf(error));
  }
};

// The user as a rule saw it.
const ruleUser = ({ user }) => {
  const profile = { ...user };
  return profile;
};

// The context as a rule saw it, as far as this one uses it.
const ruleContext = () => ({});

// Runs the rule to its first callback. An error there, or one that it throws, refuses the login.
const callRule = (rule, user, context) =>
  new Promise((resolve, reject) => {
    const callback = (error, nextUser, nextContext) =>
      error ? reject(error) : resolve({ user: nextUser ?? user, context: nextContext ?? context });
    (async () => rule(user, context, callback))().catch(reject);
  });

// What the application is told of an error.
const reasonOf = (error) => {
  if (typeof error !== "object" || error === null) return String(error);
  return typeof error.message === "string" ? error.message : "";
};

// The rule.
const rule = function rule(user, context, callback) {
  if (!user.email_verified) return callback(new Error("Verify your email."));
  callback(null, user, context);
};
`);
});

test("the text of a rule stays as it is, comments before it as well", () => {
  const rule = `// Staff only.\nfunction (user, context, callback) {\n\t// odd\n\tcallback( null,user,context )\n}`;
  expect(anAdapter(rule).code).toContain(
    `// The rule.\n// Staff only.\nconst rule = function (user, context, callback) {\n\t// odd\n\tcallback( null,user,context )\n};\n`,
  );
});

test("versions of packages become dependencies", () => {
  const { code, dependencies } = anAdapter(
    withBody(
      `  const request = require("request@2.88.2");\n  const _ = require("lodash");\n  ${end}`,
    ),
  );
  expect(code).toContain('const request = require("request");');
  expect(dependencies).toEqual([
    { name: "lodash", version: "4.17.21", chosen: true },
    { name: "request", version: "2.88.2", chosen: false },
  ]);
});

test("what was a global of rules is loaded", () => {
  const { code } = anAdapter(withBody(`  context.idToken.a = _.first(user.groups);\n  ${end}`));
  expect(code).toContain('\n\nconst _ = require("lodash");\n\n');
});

test("settings that are read by name are secrets, and of all others a condition is told", () => {
  const named = anAdapter(withBody(`  context.idToken.a = configuration.KEY;\n  ${end}`));
  expect(named.secrets).toEqual(["KEY"]);
  expect(named.conditions).toEqual([]);
  const whole = anAdapter(withBody(`  context.idToken.a = configuration[user.name];\n  ${end}`));
  expect(whole.conditions.map(({ id, place }) => [id, place.line])).toEqual([["settings", 2]]);
});

test("only what a rule uses of its context is built", () => {
  const { code } = anAdapter(
    withBody(`  const { ip } = context.request;\n  context.idToken.ip = ip;\n  ${end}`),
  );
  expect(code).toContain("ip: event.request.ip");
  expect(code).not.toMatch(/geoip|clientName|multifactor|samlResponse|setAppMetadata/);
});

test.each([
  ["a function that gets it", "send(context);"],
  ["a name that becomes something else", "let c = context; c = {};"],
  ["a key that is worked out", "send(context[user.name]);"],
  ["a callback that hands on another one", "return callback(null, user, send(1));"],
])("all of the context is built for %s", (_what, use) => {
  const { code } = anAdapter(withBody(`  const send = (x) => x;\n  ${use}\n  ${end}`));
  expect(code).toContain("country_code: event.request.geoip.countryCode");
  expect(code).toContain("api.multifactor.enable");
});

test("an undeclared name of the rule is none of the adapter's", async () => {
  const rule = withBody(
    `  context.idToken["https://a.example/a"] = typeof tellApi + typeof kept;\n  ${end}`,
  );
  expect(anAdapter(rule).code).toContain("tellApiOfAdapter(event, api, result);");
  expect(await proveAdapter(rule, 5)).toMatchObject({ verdict: "same" });
});

test("an adapter is formatted, whatever it has", async () => {
  const uses = [
    "const all = context;",
    "log(all, user, configuration[user.name]);",
    "global.a = new UnauthorizedError(ValidationError, WrongUsernameOrPasswordError);",
    "auth0.users.updateAppMetadata(user.user_id, {});",
    "auth0.users.updateUserMetadata(user.user_id, {});",
    "context.accessToken.scope = [];",
  ];
  const { code } = anAdapter(withBody(`  const log = (x) => x;\n  ${uses.join("\n  ")}\n  ${end}`));
  const own = code.slice(0, code.indexOf("// The rule.\n"));
  const formatted = await prettier.format(own, { parser: "babel", printWidth: 108 });
  expect(own.trimEnd()).toBe(formatted.trimEnd());
});

test("what is not a rule is no adapter's", () => {
  expect(adaptRule("exports.onExecutePostLogin = async () => {};", { version: "1" })).toMatchObject(
    {
      kind: "unadaptable",
      obstacles: [{ id: "not-a-rule" }],
    },
  );
  expect(adaptRule(withBody(`  require(user.name);\n  ${end}`), { version: "1" })).toMatchObject({
    kind: "unadaptable",
    obstacles: [{ id: "module", place: { line: 2 } }],
  });
});

describe("conditions", () => {
  test.each([
    ["error-code", 'return callback(new UnauthorizedError("no"));'],
    ["user-edit", 'user.nickname = "x";'],
    ["earlier-rule", "if (context.department) return;"],
    ["global", "global.a = 1;"],
    ["metadata-empty", "const { plan } = user.app_metadata || {};"],
    ["other-user", "auth0.users.updateAppMetadata(context.other, { a: 1 });"],
    ["scopes", 'context.accessToken.scope = ["a"];'],
    ["saml-values", "context.samlConfiguration.mappings = {};"],
    ["redirect-address", "context.redirect = { url: user.name };"],
    ["session", "log(context.sessionID);"],
    ["management", "log(auth0.accessToken);"],
  ])("%s is told of %s at its line", (id, use) => {
    const { conditions } = anAdapter(withBody(`  const log = (x) => x;\n  ${use}\n  ${end}`));
    expect(conditions.map((condition) => [condition.id, condition.place.line])).toContainEqual([
      id,
      3,
    ]);
  });
});
