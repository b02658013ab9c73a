import { describe, expect, test } from "vitest";

import { checkSettings, joinSecrets } from "../../../src/commands/try/settings.ts";
import { makeRedact } from "../../../src/run/secrets/secrets.ts";

const known = [
  { key: "A", description: "a", required: true, secret: true },
  { key: "B", description: "b", required: false, secret: false },
];

describe("the settings of a template", () => {
  test("that are missing are named, and those that it does not have", () => {
    expect(checkSettings({ C: "1" }, known)).toEqual([
      "missing settings, to be given as --config KEY=VALUE: A",
      "the template has no setting C",
    ]);
  });

  test("that are all there need no word", () => {
    expect(checkSettings({ A: "1" }, known)).toEqual([]);
  });
});

test("the settings of any other script are unknown", () => {
  expect(checkSettings({ A: "1" }, undefined)).toEqual([]);
});

test("keywords are secrets, whatever they are, also where a setting has the same key", () => {
  const keywords = { A: "of the keyword", LIST: ["first-1", { inner: "second" }], PIN: 12345 };
  const redact = makeRedact(joinSecrets(keywords, { A: "of the setting" }));
  expect(redact("of the keyword, of the setting, first-1, second, 12345")).toBe(
    "«A», «A», «LIST», «LIST», «PIN»",
  );
});
