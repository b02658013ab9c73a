import { describe, expect, test } from "vitest";

import { aRule, anAction, problemsOf } from "./forms.ts";

describe("the global object", () => {
  test.each([
    "globalThis.fetch(user.url);",
    "global.fetch(user.url);",
    "global?.fetch(user.url);",
    "global['fetch'](user.url);",
    "global[`fetch`](user.url);",
    "global[user.name];",
    "const { fetch } = globalThis;",
    "const g = global;",
    "globalThis.configuration.KEY;",
    "globalThis.eval('1');",
    "global.Function('1');",
    "global.process.exit();",
    "global.global.fetch(user.url);",
    "global.fetch = user.fetch;",
    "Object.entries(globalThis);",
    "this.fetch(user.url);",
    "(() => this)().fetch(user.url);",
    "const f = function () { return this; };",
    "class K { [this.fetch(user.url)]() {} }",
    "class K { [this.name] = 1; }",
  ])("may not be used to reach what has a name: %s", (body) => {
    expect(problemsOf({ rule: aRule(body) })).toEqual(["global-dynamic"]);
  });

  test("may not be used so in an action", () => {
    expect(problemsOf({ action: anAction("global.fetch(event.user.email);") })).toEqual([
      "global-dynamic",
    ]);
    expect(problemsOf({ action: `this.onContinuePostLogin = 1;${anAction("")}` })).toEqual([
      "global-dynamic",
    ]);
  });

  test.each([
    "global.cache = global.cache || {}; global.cache[user.user_id] = 1;",
    "global['cache'] ??= new Map();",
    "delete global.cache;",
    "globalThis.cache = 1;",
    "const global = { fetch: 1 }; global.fetch; global[user.name];",
    "user.global.fetch; user.globalThis;",
    "const o = { a() { return this; }, b: function () { return () => this.c; }, get d() { return this.e; } };",
    "class K { x = this.y; static { this.z = 1; } m() { return this.fetch; } }",
  ])("may hold values of the code's own, and methods may have this: %s", (body) => {
    expect(problemsOf({ rule: aRule(body) })).toEqual([]);
  });
});
