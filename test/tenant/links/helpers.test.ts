import { describe, expect, test } from "vitest";

import { copyHelpers } from "../../../src/tenant/links/copy-helpers.ts";
import { findHelpers } from "../../../src/tenant/links/helpers.ts";
import { aRule } from "./samples.ts";

/** The rules with copies of each other's helpers. */
function copyAll(...bodies: readonly string[]): string[] {
  const rules = bodies.map((body, number) => ({ rule: aRule(body), number }));
  const helpers = findHelpers(rules);
  return rules.map(({ rule, number }) =>
    copyHelpers(rule, number, helpers).replace(
      /^function rule\(user, context, callback\) \{\n?|\n?\}$/g,
      "",
    ),
  );
}

describe("a helper is written in each rule that uses it,", () => {
  test("and gone from the rule that kept it", () => {
    expect(copyAll("global.one = () => 1;\nf();", "g(global.one());")).toEqual([
      "f();",
      "  const one = () => 1;\n\ng(one());",
    ]);
  });

  test.each([
    ["behind a guard", "if (!global.one) {\n  global.one = () => 1;\n}"],
    ["as its own default", "global.one = global.one || (() => 1);"],
  ])("%s", (_how, keeps) => {
    expect(copyAll(keeps, "g(global.one());")[1]).toContain("const one = () => 1;");
  });

  test("with the constants and helpers that it uses", () => {
    const keeps =
      "const list = ['a'];\nglobal.ns = configuration.NS;\nglobal.has = (x) => list.includes(global.ns + x);";
    expect(copyAll(keeps, "f(global.has('b'));")[1]).toBe(
      "  const ns = configuration.NS;\n  const list = ['a'];\n  const has = (x) => list.includes(ns + x);\n\nf(has('b'));",
    );
  });

  test("under another name if its own is taken", () => {
    const [, reader] = copyAll("global.one = () => 1;", "const one = 2; f(global.one(), one);");
    expect(reader).toContain("const one2 = () => 1;");
    expect(reader).toContain("f(one2(), one);");
  });
});

describe("a helper is left where it is", () => {
  test.each([
    ["if it uses the login", "global.one = () => user.email;"],
    ["if it is kept on one path only", "if (user.email) return callback();\nglobal.one = () => 1;"],
    ["if it makes something that is to be kept", "global.one = new Pool();"],
    ["if two rules write it", "global.one = () => 1;\nglobal.one = () => 2;"],
    ["if a part of it changes", "global.one = {};\nglobal.one.two = 1;"],
  ])("%s", (_why, keeps) => {
    expect(copyAll(keeps, "f(global.one);")[1]).toBe("f(global.one);");
  });
});
