import { describe, expect, test } from "vitest";

import { makeRedact, redactData } from "../../src/run/secrets.ts";

const value = 'p@ss w"rd/+é?';
const redact = makeRedact({
  KEY: value,
  SHORT: "abc",
  LONG: "longer than",
  LONGER: "longer than that",
});

describe("a value of a setting is replaced by a mask of its key", () => {
  test.each([
    ["as it is", `x${value}x`],
    ["in JSON", `{"a":${JSON.stringify(value)}}`],
    ["in a URL", `https://example.com/?a=${encodeURIComponent(value)}`],
    ["in a form", new URLSearchParams({ a: value }).toString()],
    ["in base64", Buffer.from(value).toString("base64")],
    ["in the header of a user without a name", Buffer.from(`:${value}`).toString("base64")],
    ["in the header of a user", Buffer.from(`api:${value}:x`).toString("base64")],
  ])("%s", (_, text) => {
    expect(redact(text)).toContain("«KEY»");
    expect(redact(text)).not.toContain(value.slice(-4));
  });

  test.each(["MyTenant", "https://MyTenant.Example.com"])("in the host of a URL, %s", (secret) => {
    const { href } = new URL(`${secret.replace(/^(?!https)/, "https://")}/path`);
    expect(makeRedact({ KEY: secret })(href)).toMatch(/^(?:https:\/\/)?«KEY»\/path$/);
  });

  test("the longest first", () => {
    expect(redact("longer than that")).toBe("«LONGER»");
  });

  test("but not if it has fewer than four characters", () => {
    expect(redact("abc")).toBe("abc");
  });

  test("in data, keys and numbers too", () => {
    const data = { a: ["x secret-1"], "secret-1": 1, number: 123456, other: 12, none: null };
    expect(redactData(data, makeRedact({ KEY: "secret-1", NUMBER: "123456" }))).toEqual({
      a: ["x «KEY»"],
      "«KEY»": 1,
      number: "«NUMBER»",
      other: 12,
      none: null,
    });
  });
});

test("nothing is replaced without settings", () => {
  expect(makeRedact({})("undefined")).toBe("undefined");
});
