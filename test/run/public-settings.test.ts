import { expect, test } from "vitest";

import { publicKeys, secretSettings } from "../../src/run/secrets/public-settings.ts";

const settings = [
  { key: "A", secret: true },
  { key: "B", secret: false },
];

test("settings are secret unless they are said to be public", () => {
  expect(secretSettings({ A: "1", B: "2", C: "3" }, settings)).toEqual({ A: "1", C: "3" });
});

test("settings are secret where nothing is known of them", () => {
  expect(secretSettings({ A: "1" })).toEqual({ A: "1" });
});

test.each([
  ["first", [true, false]],
  ["last", [false, true]],
])("a key that is listed more than once is secret if the %s of them says so", (_, said) => {
  expect(publicKeys(said.map((secret) => ({ key: "A", secret })))).toEqual(new Set());
});
