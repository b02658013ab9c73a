import { describe, expect, test } from "vitest";

import { isPattern, isValid } from "../../../src/site/model/pattern.ts";

const setting = { key: "KEY", description: "", required: true, secret: false };

describe("a value", () => {
  test.each([
    [{ pattern: "[a-z]+" }, "abc", true],
    [{ pattern: "[a-z]+" }, "abc1", false],
    [{ pattern: "a|b" }, "ab", false],
    [{ pattern: "a|b" }, "", true],
    [{ values: ["us", "eu"] }, "eu", true],
    [{ values: ["us", "eu"] }, "uk", false],
    [{ pattern: "(" }, "anything", true],
    [{}, "anything", true],
  ])("of a setting with %j: %j is valid: %s", (changes, value, valid) => {
    expect(isValid(value, { ...setting, ...changes })).toBe(valid);
  });
});

test.each([
  ["\\p{L}+", true],
  ["[\\w--\\d]", true],
  ["(", false],
  ["a".repeat(201), false],
])("%j is a pattern: %s", (text, is) => {
  expect(isPattern(text)).toBe(is);
});
