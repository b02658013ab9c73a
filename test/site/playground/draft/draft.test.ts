import { describe, expect, test } from "vitest";

import { formOf } from "../../../../src/site/playground/draft/code.ts";
import { emptyDraft, moveCode, writeCode } from "../../../../src/site/playground/draft/draft.ts";

const fresh = emptyDraft(new Date(0));

describe("code is seen to be", () => {
  test.each([
    ["a rule", "function (user, context, callback) {}", "rule"],
    ["a rule with a name", "async function a(user, context, cb) {}", "rule"],
    [
      "a rule behind comments",
      "// One\n/* two\n */ function a(user, context, callback) {}",
      "rule",
    ],
    ["a rule as an arrow", "async (user, context, callback) => {}", "rule"],
    ["a rule in brackets", "(function (user, context, callback) {})", "rule"],
    ["an action", "exports.onExecutePostLogin = async (event, api) => {};", "action"],
    [
      "an action with a helper",
      "function a(b, c, d) {}\nmodule.exports = { onExecutePostLogin };",
      "action",
    ],
    ["neither", "const a = 1;", undefined],
    ["nothing", "", undefined],
  ])("%s", (_, code, form) => {
    expect(formOf(code)).toBe(form);
  });

  test.each(["//".repeat(50_000), "/**/".repeat(50_000), "/*".repeat(50_000)])(
    "neither at once, however it is made",
    (code) => {
      expect(formOf(`${code}!`)).toBeUndefined();
    },
  );

  test("what the samples are", () => {
    expect([formOf(fresh.action), formOf(fresh.rule)]).toEqual(["action", "rule"]);
  });
});

describe("code of the reader's own", () => {
  test("runs without the sample of the other form", () => {
    expect(writeCode(fresh, "rule", "mine")).toEqual({ rule: "mine", forms: "rule" });
  });

  test("runs beside what is their own in the other form", () => {
    const one = { ...fresh, ...writeCode(fresh, "rule", "mine") };
    expect(writeCode(one, "action", "too")).toEqual({ action: "too", forms: "both" });
  });

  test("leaves a choice alone that they have made since", () => {
    const both = { ...fresh, action: "mine", forms: "both" } as const;
    expect(writeCode(both, "action", "mine still")).toEqual({ action: "mine still" });
  });

  test("moves to the other form", () => {
    expect(moveCode({ ...fresh, action: "a rule" }, "action")).toEqual({
      action: "",
      rule: "a rule",
      forms: "rule",
    });
  });

  test("changes places with code of their own that stands there", () => {
    const crossed = { ...fresh, action: "a rule", rule: "an action" };
    expect(moveCode(crossed, "action")).toEqual({
      action: "an action",
      rule: "a rule",
      forms: "both",
    });
  });
});
