import { describe, expect, test } from "vitest";

import { createTenant, runAction, runRule } from "../../../src/emulator/tenant.ts";
import { loadAction, loadRule } from "../../../src/node/load.ts";
import { done, ruleOf, textOf } from "../forms.ts";

/** All names that the platform has for a script. */
const names =
  `fetch crypto Date AbortSignal setTimeout clearTimeout setInterval setImmediate URL Buffer Promise
  require global globalThis process configuration auth0 UnauthorizedError event api`.split(/\s+/);

describe("a name of the platform's is free for a script's own use", () => {
  test.each(names)("const %s in a rule (R-131)", async (name) => {
    const outcome = await runRule(ruleOf(`const ${name} = "own"; console.log(${name}); ${done}`));
    expect(textOf(outcome)).toEqual(["own"]);
  });

  test.each(["fetch", "setTimeout", "require", "console"])(
    "a rule that is called %s (R-131)",
    async (name) => {
      const rule = loadRule(`function ${name}(user, context, callback) {
        context.idToken.own = ${name}.length; ${done} }`);
      expect((await runRule(rule)).idToken).toEqual({ own: 3 });
    },
  );

  test("a parameter of a rule (R-131)", async () => {
    const rule = loadRule("function rule(Date, URL, fetch) { fetch(null, Date, URL); }");
    expect(await runRule(rule)).toMatchObject({ result: "allowed", warnings: [] });
  });

  test.each(names.flatMap((name) => [`const ${name} =`, `let ${name} =`, `var ${name} =`]))(
    "%s at the top level of an action (A-71)",
    async (declaration) => {
      const name = declaration.split(" ")[1] ?? "";
      const action = loadAction(
        `${declaration} "own"; exports.onExecutePostLogin = async () => console.log(${name});`,
      );
      expect(textOf(await runAction(action))).toEqual(["own"]);
    },
  );

  test.each(["function setTimeout() {}", "class URL {}", "const { fetch } = { fetch: 1 };"])(
    "%s at the top level of an action (A-71)",
    async (declaration) => {
      const action = loadAction(`${declaration} exports.onExecutePostLogin = async () => {};`);
      expect((await runAction(action)).result).toBe("allowed");
    },
  );

  test.each(["const module = 1;", "let exports;", "class console {}"])(
    "but not what it declares itself for an action: %s (A-71)",
    (declaration) => {
      expect(() => loadAction(`\n${declaration}`)).toThrow(
        expect.objectContaining({
          line: 2,
          message: expect.stringContaining("has already been declared") as unknown,
        }),
      );
    },
  );

  test("and what an action declares under another name still works (A-71)", async () => {
    const action = loadAction(`const crypto = require("crypto");
      exports.onExecutePostLogin = async (event, api) => {
        api.idToken.setCustomClaim("length", crypto.createHash("sha256").digest("hex").length);
      };`);
    expect((await runAction(action)).idToken).toEqual({ length: 64 });
  });
});

describe("a script is no way out of the function that is put around it", () => {
  test.each(["}); evil(", "} evil(); {", "})(); (function () {", "*/", "return }"])(
    "%s (A-71)",
    (code) => {
      expect(() => loadAction(code)).toThrow(expect.objectContaining({ name: "SyntaxError" }));
    },
  );

  test("not by a comment that does not end", async () => {
    const action = loadAction("exports.onExecutePostLogin = async () => {}; // }");
    expect((await runAction(action)).result).toBe("allowed");
  });
});

describe("a stack has the lines and columns of the script", () => {
  test.each([
    ["that declares names of the platform's", "const fetch = 1;"],
    ["that makes a global", "made = 1;"],
    ["that uses `this`", "(function () { this.made = 1; })();"],
    ["that uses the global object", "global.made = 1;"],
    ["that is strict", '"use strict";'],
  ])("%s (R-131)", async (_, statement) => {
    const outcome = await runRule(
      loadRule(`function rule() {\n${statement}\n  throw new Error("here");\n}`),
    );
    expect(outcome.error?.stack).toContain("at rule (rule.js:3:9)");
  });

  test("on the first line of an action (A-71)", async () => {
    const outcome = await runAction(loadAction('made = 1; throw new Error("here");'));
    expect(outcome.error?.stack).toContain("action.js:1:17");
  });

  test("in a function that uses `this`", async () => {
    const body = `(function () {
      this.made = 1; this.other = 2; throw new Error("here");
    })();`;
    expect((await runRule(ruleOf(body))).error?.stack).toContain("rule.js:3:44");
  });
});

/** Statements that make a global, called `made`, in code that is not strict. */
const makers: readonly string[] = [
  "made = 1;",
  "other = made = 1;",
  "for (made = 0; made < 1; made++);",
  "for (made of [1]);",
  "for (made in [1]); made = 1;",
  "[made] = [1];",
  "({ made } = { made: 1 });",
  "({ a: [made = 1] } = { a: [] });",
  "(() => { made = 1; })();",
  "global.made = 1;",
  "globalThis.made = 1;",
  'global["ma" + "de"] = 1;',
  "Object.assign(global, { made: 1 });",
  'Object.defineProperty(globalThis, "made", { value: 1 });',
  "this.made = 1;",
  "(function () { this.made = 1; })();",
  "(function () { (() => { this.made = 1; })(); })();",
  "(function (value = this) { value.made = 1; })();",
  "[1].forEach(function () { this.made = 1; });",
  "const { set } = { set() { this.made = 1; } }; set();",
  'Function("return this")().made = 1;',
  'new Function("made = 1")();',
  'new Function("this.made = 1")();',
  'eval("made = 1");',
  '(0, eval)("made = 1");',
  '(0, eval)("this").made = 1;',
];

describe("what a script makes global is its container's, and never the host's", () => {
  const isOfHost = () => "made" in globalThis || "other" in globalThis;

  test.each(makers)("%s (R-134)", async (statement) => {
    const tenant = createTenant();
    const first = await tenant.login({
      rules: [ruleOf(`${statement} console.log(made); ${done}`)],
    });
    expect(textOf(first)).toEqual(["1"]);
    const read = ruleOf(`console.log(made, typeof made, global.made); ${done}`);
    expect(textOf(await tenant.login({ rules: [read] }))).toEqual(["1 number 1"]);
    expect(textOf(await runRule(ruleOf(`console.log(typeof made); ${done}`)))).toEqual([
      "undefined",
    ]);
    expect(isOfHost()).toBe(false);
  });

  test.each(makers)("of an action: %s (A-72)", async (statement) => {
    const action = loadAction(`${statement}
      exports.onExecutePostLogin = async () => console.log(made);`);
    expect(textOf(await runAction(action))).toEqual(["1"]);
    const other = loadAction("exports.onExecutePostLogin = async () => console.log(typeof made);");
    const both = await createTenant().login({ actions: [action, other] });
    expect(textOf(both)).toEqual(["1", "undefined"]);
    expect(isOfHost()).toBe(false);
  });

  test("but strict code makes no global (R-134)", async () => {
    for (const body of ['"use strict"; made = 1;', "class A { static { made = 1; } }"]) {
      expect((await runRule(ruleOf(body))).error?.message).toBe("made is not defined");
    }
    expect(isOfHost()).toBe(false);
  });

  test("a name of Node's that is replaced is replaced for the container only (R-134)", async () => {
    const before = globalThis.Promise;
    const tenant = createTenant();
    await tenant.login({ rules: [ruleOf(`Promise = "own"; fetch = "own"; ${done}`)] });
    const read = ruleOf(`console.log(Promise, fetch, global.fetch); ${done}`);
    expect(textOf(await tenant.login({ rules: [read] }))).toEqual(["own own own"]);
    expect(globalThis.Promise).toBe(before);
  });
});

describe("the global object of a container", () => {
  test("has what Node and the login have, and itself (R-133)", async () => {
    const body = `console.log(typeof global.setTimeout, global.setTimeout === setTimeout, global.Buffer === Buffer,
        globalThis === global, global.global === global, this === global, global.Math === Math);
      console.log(typeof global.auth0, typeof global.UnauthorizedError, "fetch" in global, "nothing" in global);
      console.log(Object.keys(global).length, typeof global.require, global.atob("aGk="));
      ${done}`;
    expect(textOf(await runRule(ruleOf(body)))).toEqual([
      "function true true true true true true",
      "object function true false",
      "0 undefined hi",
    ]);
  });

  test("has names for all rules of the tenant, until it is recycled (R-29, R-133)", async () => {
    const tenant = createTenant();
    const put = ruleOf(`global.helper = (name) => "hello " + name; ${done}`);
    const use = ruleOf(
      `console.log(typeof helper === "function" ? helper("you") : "none"); ${done}`,
    );
    expect(textOf(await tenant.login({ rules: [put, use] }))).toEqual(["hello you"]);
    expect(textOf(await tenant.login({ rules: [use] }))).toEqual(["hello you"]);
    tenant.recycle();
    expect(textOf(await tenant.login({ rules: [use] }))).toEqual(["none"]);
  });

  test("has a name as soon as it is there, and no longer than that (R-133)", async () => {
    const put = ruleOf(`setTimeout(() => { global.late = 1; }, 100); ${done}`);
    const wait = loadRule(`async function wait(user, context, callback) {
      const before = typeof late;
      await new Promise((resolve) => setTimeout(resolve, 200));
      console.log(before, late, delete global.late, typeof late);
      ${done}
    }`);
    const outcome = await createTenant().login({ rules: [put, wait] });
    expect(textOf(outcome)).toEqual(["undefined 1 true undefined"]);
  });

  test("gives a function that outlives its login the clock of the login that runs (R-135)", async () => {
    const tenant = createTenant({ now: "2026-01-01T00:00:00.000Z" });
    const rule = loadRule(`async function rule(user, context, callback) {
      global.wait = global.wait || (async () => {
        const start = Date.now();
        await new Promise((resolve) => setTimeout(resolve, 5000));
        console.log(new Date(start).toISOString(), Date.now() - start);
      });
      await wait();
      ${done}
    }`);
    expect(textOf(await tenant.login({ rules: [rule] }))).toEqual([
      "2026-01-01T00:00:00.000Z 5000",
    ]);
    const later = await tenant.login({ rules: [rule], now: "2026-02-02T00:00:00.000Z" });
    expect(later).toMatchObject({ result: "allowed" });
    expect(textOf(later)).toEqual(["2026-02-02T00:00:00.000Z 5000"]);
  });
});
