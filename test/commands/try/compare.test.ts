import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { aTemplate } from "../../template/samples.ts";
import { aMark, anActionMark, aWorkspace } from "./tryIt.ts";

const { make, run, report } = aWorkspace();

const allow = "function allow(user, context, callback) {\n  callback(null, user, context);\n}";
const deny =
  'function deny(user, context, callback) {\n  callback(new UnauthorizedError("no"));\n}';
const allowAction = "exports.onExecutePostLogin = async () => {};";
const denyAction = 'exports.onExecutePostLogin = async (event, api) => api.access.deny("no");';
const failAction = 'exports.onExecutePostLogin = async () => { throw new Error("no"); };';

const folder = make.bind(null, {
  "allow.js": allow,
  "deny.js": deny,
  "allow-action.js": allowAction,
  "deny-action.js": denyAction,
  "fail-action.js": failAction,
  "template.md": aTemplate(),
});

describe("two files are played on the same login, and compared:", () => {
  test.each([
    [
      ["allow.js", "allow-action.js"],
      ["the rule", "the action"],
    ],
    [
      ["allow-action.js", "allow.js"],
      ["the rule", "the action"],
    ],
    [
      ["deny.js", "deny-action.js"],
      ["the rule", "the action"],
    ],
    [["allow.js", "allow.js"], undefined],
    [["deny-action.js", "deny-action.js"], undefined],
  ])("%j do the same", async (names, compared) => {
    const place = folder();
    const files = names.map((name) => join(place, name));
    const { verdict, differences, ...found } = await report(...files);
    expect({ verdict, differences }).toEqual({ verdict: "same", differences: [] });
    expect(found.compared).toEqual(compared ?? files);
    const { code, stdout } = await run(...files);
    expect(code).toBe(names[0]?.startsWith("deny") === true ? 3 : 0);
    expect(stdout).toMatch(/ do the same\.\n$/);
  });

  test.each([
    [["allow.js", "deny-action.js"], "The rule and the action differ:\n  the rule ends allowed,"],
    [["deny-action.js", "allow.js"], "The rule and the action differ:\n  the rule ends allowed,"],
    [["allow.js", "fail-action.js"], "The rule and the action differ:\n  the rule ends allowed,"],
    [["allow.js", "deny.js"], "tenant/allow.js and tenant/deny.js differ:\n  tenant/allow.js ends"],
    [["deny.js", "allow.js"], "tenant/deny.js and tenant/allow.js differ:\n  tenant/deny.js ends"],
    [
      ["allow-action.js", "deny-action.js"],
      "tenant/allow-action.js and tenant/deny-action.js differ:\n  tenant/allow-action.js ends",
    ],
  ])("%j differ, which comes first and ends with 6", async (names, start) => {
    const place = folder();
    const files = names.map((name) => join(place, name));
    const { code, stdout } = await run(...files);
    expect(code).toBe(6);
    expect(stdout.replaceAll(place, "tenant").slice(0, start.length)).toBe(start);
    const { verdict, differences } = await report(...files);
    expect(verdict).toBe("different");
    expect(differences).not.toEqual([]);
  });

  test("a login and its clock are the same for both", async () => {
    const place = make({
      "rule.js": `function now(user, context, callback) {
        context.idToken.seen = [Date.now(), user.email, configuration.A].join();
        callback(null, user, context);
      }`,
      "action.js": `exports.onExecutePostLogin = async (event, api) => {
        api.idToken.setCustomClaim("seen", [Date.now(), event.user.email, event.secrets.A].join());
      };`,
      "user.json": { email: "a@example.com" },
    });
    const files = ["rule.js", "action.js", "user.json"].map((name) => join(place, name));
    const [rule = "", action = "", user = ""] = files;
    const { verdict, runs } = await report(rule, action, "--user", user, "--config", "A=1");
    expect(verdict).toBe("same");
    expect(runs.map(({ outcome }) => outcome.idToken["seen"])).toEqual([
      expect.stringMatching(/,a@example\.com,1$/),
      expect.stringMatching(/,a@example\.com,1$/),
    ]);
  });
});

test("a form of a template is compared with a file if one is chosen", async () => {
  const place = folder();
  const [template, file] = [join(place, "template.md"), join(place, "deny.js")];
  const refused = await run(template, file);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/^template has a rule and an action, .*\nhint: .* --as action\n$/);
  const { compared, verdict } = await report(template, file, "--as", "rule");
  expect(compared).toEqual(["template", file]);
  expect(verdict).toBe("different");
});

test("folders are compared, such as rules with the actions that come after them", async () => {
  const rules = make({
    "a.js": aMark("a").replace("context.idToken", "user.app_metadata.x = 1; context.idToken"),
  });
  const actions = make({ "a.js": anActionMark("a") });
  const { code, stdout } = await run(actions, rules);
  expect(code).toBe(6);
  expect(stdout).toMatch(new RegExp(`^${rules}/ and ${actions}/ differ:\n`));
  expect((await run(rules, rules)).stdout).toMatch(/ do the same\.\n$/);
});

test("that an action had no turn proves nothing", async () => {
  const place = make({
    "rule.js": allow,
    "action.js": allowAction,
    "context.json": { protocol: "redirect-callback" },
  });
  const files = ["rule.js", "action.js"].map((name) => join(place, name));
  const context = join(place, "context.json");
  const { code, stdout } = await run(...files, "--context", context);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Not proved whether the rule and the action do the same: /);
  expect(await report(...files, "--context", context)).toMatchObject({ verdict: "not proved" });
});
