import { describe, expect, test } from "vitest";

import list from "../../src/emulator/host/removed.json" with { type: "json" };
import { runAction, runRule } from "../../src/emulator/tenant.ts";
import { loadAction, loadRule, nodeModules, type RuleOptions } from "../../src/node/load.ts";
import { done, textOf } from "../emulator/forms.ts";

function requireInRule(id: string, given: Record<string, unknown>, options: RuleOptions = {}) {
  const script = `function rule(user, context, callback) { require("${id}"); ${done} }`;
  return runRule(loadRule(script, { ...options, modules: nodeModules(given) }));
}

const pinned = Object.entries(list.removed).map(([name, versions]) => {
  const [version = ""] = versions.split(" ");
  return `${name}@${version}`;
});

describe("a pinned version", () => {
  test.each(pinned)("that is gone is told as gone: %s (R-20)", async (id) => {
    const { result, error, warnings } = await requireInRule(id, {});
    expect({ result, message: error?.message }).toEqual({
      result: "failed",
      message: `Cannot find module '${id}'`,
    });
    expect(warnings).toEqual([expect.stringContaining(`${id} is gone from the platform`)]);
  });

  test("that is gone can be given, and is told as gone all the same (R-20)", async () => {
    const { result, warnings } = await requireInRule("request@2.56.0", { request: {} });
    expect(result).toBe("allowed");
    expect(warnings).toEqual([
      "request@2.56.0 is gone from the platform since Node 18: use fetch, or request@2.88.2",
    ]);
  });

  test("is not gone on Node 12 (R-20)", async () => {
    const given = { "request@2.56.0": {} };
    expect((await requireInRule("request@2.56.0", given, { runtime: "node12" })).warnings).toEqual(
      [],
    );
  });

  test.each(["request@2.88.2", "lodash@4.17.21", "jsonwebtoken@9.0.0"])(
    "that is not gone is not told as gone: %s (R-20)",
    async (id) => {
      expect((await requireInRule(id, { [id]: {} })).warnings).toEqual([]);
      expect((await requireInRule(id, {})).warnings).toEqual([]);
    },
  );

  test("that is not there is told with those that are (R-137)", async () => {
    const { error, warnings } = await requireInRule("lodash@4.17.21", {
      "lodash@4.17.20": {},
      "lodash@4.17.15": {},
    });
    expect(error?.message).toBe("Cannot find module 'lodash@4.17.21'");
    expect(warnings).toEqual([
      "lodash is not there in the version 4.17.21, but as lodash@4.17.20 and lodash@4.17.15",
    ]);
  });
});

test("require gives the same each time (R-30)", async () => {
  const script = `function rule(user, context, callback) {
    console.log(require("crypto") === require("node:crypto"), require("uuid") === require("uuid@9.0.0"));
    ${done} }`;
  const modules = nodeModules({ uuid: { v4: () => "1" } });
  expect(textOf(await runRule(loadRule(script, { modules })))).toEqual(["true true"]);
});

describe("an Actions Module", () => {
  const use = (body: string) => `const shared = require("actions:shared");
    exports.onExecutePostLogin = async (event, api) => { ${body} };`;

  test("is loaded by its name, with its own secrets and dependencies (A-73)", async () => {
    const code = `const lodash = require("lodash");
      module.exports = {
        key: () => actions.secrets.KEY,
        first: lodash.first,
        wait: () => new Promise((resolve) => setTimeout(resolve, 5000)),
        hash: (text) => require("crypto").createHash("sha256").update(text).digest("hex").length,
        log: () => console.log("from the module"),
        own: typeof event + typeof api,
      };`;
    const modules = nodeModules({ lodash: { first: (values: unknown[]) => values[0] } });
    const action = loadAction(
      use(`const start = Date.now();
        await shared.wait();
        console.log(shared.key(), event.secrets.KEY, shared.first([1]), Date.now() - start, shared.hash("a"), shared.own);
        shared.log();`),
      { actionsModules: { shared: { code, secrets: { KEY: "of the module" }, modules } } },
    );
    const outcome = await runAction(action, { secrets: { KEY: "of the action" } });
    expect(textOf(outcome)).toEqual([
      "of the module of the action 1 5000 64 undefinedundefined",
      "from the module",
    ]);
  });

  test("is loaded once in a login, and throws the same each time (A-73)", async () => {
    const code = 'console.log("loaded"); throw new Error("broken");';
    const action = loadAction(
      `exports.onExecutePostLogin = async () => {
        for (let i = 0; i < 2; i++) try { require("actions:shared"); } catch (error) { console.log(error.message); }
      };`,
      { actionsModules: { shared: { code } } },
    );
    expect(textOf(await runAction(action))).toEqual(["loaded", "broken", "broken"]);
    const kept = loadAction(use('console.log(shared === require("actions:shared"));'), {
      actionsModules: { shared: { code: "" } },
    });
    expect(textOf(await runAction(kept))).toEqual(["true"]);
  });

  test("can declare names of the platform, and has a stack of its own (A-73)", async () => {
    const code = 'const fetch = 1;\nexports.run = () => { throw new Error("here"); };';
    const options = {
      actionsModules: { shared: { code, filename: "modules/shared.js", line: 10 } },
    };
    const outcome = await runAction(loadAction(use("shared.run();"), options));
    expect(outcome.error?.stack).toContain("modules/shared.js:11:29");
  });

  test("that the action does not have is told as that (A-73)", async () => {
    const outcome = await runAction(loadAction(use("")));
    expect(outcome).toMatchObject({
      result: "failed",
      error: { message: "Cannot find module 'actions:shared'" },
      warnings: [expect.stringContaining('the action has no Actions Module "shared"')],
    });
  });

  test("cannot load another one, nor can a rule (A-74)", async () => {
    const code = 'require("actions:other");';
    const modules = { shared: { code }, other: { code: "" } };
    const outcome = await runAction(loadAction(use(""), { actionsModules: modules }));
    expect(outcome).toMatchObject({
      error: { message: "Cannot find module 'actions:other'" },
      warnings: ["an Actions Module cannot load another one: actions:other"],
    });
    expect((await requireInRule("actions:other", {})).warnings).toEqual([
      "a rule cannot load Actions Modules: only actions can",
    ]);
  });

  test.each([
    [{ A: { code: "" } }, RangeError],
    [{ "-a": { code: "" } }, RangeError],
    [{ a: { code: "" }, b: { code: "" }, c: { code: "" }, d: { code: "" } }, RangeError],
    [{ a: { code: "export default 1;" } }, SyntaxError],
  ])("has a name and a form, and is one of three at most: %j (A-74)", (actionsModules, error) => {
    expect(() => loadAction("", { actionsModules })).toThrow(error);
  });
});
