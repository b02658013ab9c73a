import { runInThisContext } from "node:vm";
import { describe, expect, test } from "vitest";

import { Recorder } from "../../src/explore/play/recorder.ts";
import { instrument } from "../../src/explore/read/instrument.ts";
import { readSyntax } from "../../src/explore/read/syntax.ts";

/** What an expression gives with all its branches told, and which it takes. */
function runExpression(code: string): { value: unknown; reached: number[]; kinds: string[] } {
  const made = instrument(readSyntax({ form: "rule", code }), "reach");
  const recorder = new Recorder();
  const make = runInThisContext(`(reach) => (${made.code})()`) as (tell: unknown) => unknown;
  const value = make(recorder.tell);
  const reached = [...recorder.take().reached].sort((a, b) => a - b);
  return { value, reached, kinds: made.branches.map(({ kind }) => kind) };
}

describe("an instrumented script", () => {
  test("tells the truth of a test, and gives its value on", () => {
    expect(runExpression("() => { if (0) return 1; return 'x' ? 2 : 3; }")).toEqual({
      value: 2,
      reached: [1, 2],
      kinds: ["true", "false", "true", "false"],
    });
  });

  test("gives a test on that is undefined", () => {
    expect(runExpression("() => ((void 0) ? 1 : 2)")).toMatchObject({ value: 2, reached: [1] });
  });

  test("tells of operands that are asked", () => {
    expect(runExpression("() => (0 || null) ?? (1 && 'y')")).toEqual({
      value: "y",
      reached: [0, 1, 2],
      kinds: ["operand", "operand", "operand"],
    });
  });

  test("tells of cases, also of one that falls through", () => {
    expect(
      runExpression("() => { switch (2) { case 1: return 1; case 2: default: return 3; } }"),
    ).toEqual({ value: 3, reached: [1, 2], kinds: ["case", "case", "case"] });
  });

  test("tells of defaults and of errors that are caught", () => {
    expect(
      runExpression(
        "() => { const f = (a = 4) => { try { throw a; } catch { return a; } }; return f(); }",
      ),
    ).toEqual({ value: 4, reached: [0, 1], kinds: ["default", "catch"] });
  });

  test("has each line where it was", () => {
    const code = "() => {\n  // first\n  if (a)\n    return b\n  return c ?? d\n}";
    const made = instrument(readSyntax({ form: "rule", code }), "reach");
    expect(made.code.split("\n")).toHaveLength(6);
    expect(made.branches.map(({ line }) => line)).toEqual([3, 3, 5]);
  });

  test("keeps the name that a function gets from what it is the default of", () => {
    expect(runExpression("() => (({ f = () => 1 }) => f.name)({})").value).toBe("f");
  });
});
