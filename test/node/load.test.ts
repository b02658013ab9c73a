import { describe, expect, test } from "vitest";
import { runAction, runRule } from "../../src/emulator/tenant.ts";
import { hostPackages, loadAction, loadRule, nodeModules } from "../../src/node/load.ts";

const done = "callback(null, user, context);";

describe("the form of a rule", () => {
  test.each([
    ["anonymous", `function (user, context, callback) { ${done} }`],
    ["named", `function named(user, context, callback) { ${done} }`],
    ["async", `async function named(user, context, callback) { ${done} }`],
    ["after comments", `// one\n/* two\n */ function (user, context, callback) { ${done} }`],
    ["with another third name", "function (user, context, cb) { cb(null, user, context); }"],
  ])("is accepted: %s (R-1, R-3)", async (_form, script) => {
    const rule = loadRule(script);
    expect(rule.warnings).toEqual([]);
    expect((await runRule(rule)).result).toBe("allowed");
  });

  test.each([
    ["an arrow function", `(user, context, callback) => { ${done} }`],
    ["parentheses around it", `(function named(user, context, callback) { ${done} })`],
    ["more of them", `((function (user, context, callback) { ${done} }))`],
    ["a semicolon after it", `function (user, context, callback) { ${done} };`],
    ["a comment after it", `function (user, context, callback) { ${done} } // end`],
  ])("is accepted with a warning: %s (R-4)", async (_form, script) => {
    const rule = loadRule(script);
    expect(rule.warnings).toHaveLength(1);
    expect((await runRule(rule)).result).toBe("allowed");
  });

  test.each([
    ["an export", "module.exports = function () {};", 1, 1],
    ["statements before it", "\nconst a = 1;\nfunction f() {}", 2, 1],
    ["statements after it", "function f() {}\n  const a = 1;", 2, 3],
    ["an expression that is no function", "42", 1, 1],
    ["nothing", "", 1, 1],
    ["a syntax error", "function f() {\n  let = ;\n}", 2, 9],
    ["a way out of the expression", "function f() {}); (function () {}", 1, 16],
  ])("is refused at its place: %s (R-2, R-5, R-6)", (_form, script, line, column) => {
    expect(() => loadRule(script)).toThrow(expect.objectContaining({ line, column }));
  });

  test("has the Markdown file and its line in a stack", async () => {
    const script = 'function named() {\n  throw new Error("here");\n}';
    const outcome = await runRule(loadRule(script, { filename: "rules/a.md", line: 40 }));
    expect(outcome.error?.stack).toContain("at named (rules/a.md:41:9)");
  });
});

describe("an action", () => {
  test("has the Markdown file and its line in a stack", async () => {
    const code = 'exports.onExecutePostLogin = async () => {\n  throw new Error("here");\n};';
    const outcome = await runAction(loadAction(code, { filename: "rules/a.md", line: 40 }));
    expect(outcome.error?.stack).toContain("rules/a.md:41:9");
  });

  test("is refused with the line of a syntax error", () => {
    expect(() => loadAction("\n\nconst = 1;", { filename: "rules/a.md", line: 40 })).toThrow(
      expect.objectContaining({ line: 3 }),
    );
  });

  test("fails the login when its top level throws (A-1)", async () => {
    const outcome = await runAction(loadAction('throw new Error("top");'));
    expect(outcome).toMatchObject({ result: "failed", error: { message: "top" } });
  });

  test("may replace module.exports", async () => {
    const code = 'module.exports = { onExecutePostLogin: async () => console.log("ran") };';
    expect((await runAction(loadAction(code))).console).toHaveLength(1);
  });

  test("has a fresh top level in each login", async () => {
    const action = loadAction(
      "let count = 0; exports.onExecutePostLogin = async () => console.log(++count);",
    );
    await runAction(action);
    expect((await runAction(action)).console[0]?.text).toBe("1");
  });
});

describe("require", () => {
  const load = (id: string, given?: Parameters<typeof nodeModules>[0]) =>
    runRule(
      loadRule(
        `function rule(user, context, callback) {
          try { console.log(typeof require(${JSON.stringify(id)}), require.__verquire); }
          catch (error) { console.log(error.message); }
          ${done}
        }`,
        { modules: nodeModules(given) },
      ),
    ).then((outcome) => outcome.console[0]?.text);

  test.each(["crypto", "node:crypto", "url", "querystring", "https"])(
    "gives Node's own %s (R-30, R-33)",
    async (id) => {
      expect(await load(id)).toMatch(/^(?:object|function) true$/);
    },
  );

  test.each(["jsonwebtoken@9.0.0", "@scope/name@1.0.0", "lodash"])(
    "gives the module %s it was given (R-30)",
    async (id) => {
      expect(await load(id, { [id]: {} })).toBe("object true");
    },
  );

  test("gives a module without a version whatever version is asked for (R-30)", async () => {
    expect(await load("jsonwebtoken@9.0.0", { jsonwebtoken: {} })).toBe("object true");
  });

  test("gives packages of the host that are allowed, and no others (R-32)", async () => {
    const source = hostPackages(["yaml"], import.meta.url);
    expect(await load("yaml@1.0.0", source)).toBe("object true");
    expect(await load("yaml/util", source)).toBe("object true");
    expect(await load("yaml@1.0.0/util", source)).toBe("object true");
    expect(await load("esbuild", source)).toBe("Cannot find module 'esbuild'");
    expect(await load("url", source)).toBe("object true");
  });

  test.each(["yaml@^1.0.0", "yaml@latest", "yaml@1.0"])(
    "takes no range such as %s (R-30)",
    async (id) => {
      expect(await load(id, { yaml: {} })).toBe(`Cannot find module '${id}'`);
    },
  );

  test.each(["url@0.10.3", "querystring@0.2.0", "crypto@1.0.1", "util@0.12.5", "events@3.3.0"])(
    "gives Node's own module for %s, as the platform does (R-136)",
    async (id) => {
      const rule = loadRule(`function rule(user, context, callback) {
        console.log(require("${id}") === require("${id.split("@")[0] ?? ""}"));
        ${done}
      }`);
      expect((await runRule(rule)).console[0]?.text).toBe("true");
    },
  );

  test("of an action takes no version, and says where it belongs (A-70)", async () => {
    const modules = nodeModules({ "@scope/name": {}, name: {} });
    const look = (id: string) =>
      runAction(
        loadAction(`require("${id}"); exports.onExecutePostLogin = async () => {};`, { modules }),
      );
    expect((await look("@scope/name")).result).toBe("allowed");
    expect(await look("name@1.0.0")).toMatchObject({
      error: { message: "Cannot find module 'name@1.0.0'" },
      warnings: [expect.stringMatching(/dependencies of the action.*require\("name"\)/)],
    });
  });

  test.each(["request@2.56.0", "fs", "child_process", "fs@0.0.1", "constructor", "./file"])(
    "throws the platform's message for %s (R-31, R-32)",
    async (id) => {
      expect(await load(id)).toBe(`Cannot find module '${id}'`);
    },
  );
});
