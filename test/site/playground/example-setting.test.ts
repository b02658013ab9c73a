import { expect, test } from "vitest";

import { exampleOf } from "../../../src/site/playground/example-setting.ts";

const setting = { key: "SOME_KEY", required: true, secret: false };

test.each([
  ["The domain, such as mg.example.com.", "mg.example.com"],
  ["The domain, such as `mg.example.com`.", "mg.example.com"],
  ["The sender, such as Sign-ups <signups@mg.example.com>.", "Sign-ups <signups@mg.example.com>"],
  ["The countries, such as DE, GB, US.", "DE, GB, US"],
  ["The host, such as acme.my.salesforce.com, without https.", "acme.my.salesforce.com"],
  ["The version, such as 2026-01; letters and digits.", "2026-01"],
  ["The fields, such as plan,company. A claim each.", "plan,company"],
  [
    "The https address to ask, with {id} where it goes (https://api.example.com/{id}).",
    "https://api.example.com/{id}",
  ],
  [
    'A JSON object ({"Department": "app_metadata.department"}).',
    '{"Department": "app_metadata.department"}',
  ],
  ['JSON, the roles of each domain. {"example.com":["admin"]}', '{"example.com":["admin"]}'],
  ["The addresses that may log in, separated by commas.", "jane.doe@example.com"],
  ["The https address of a page.", "https://example.com/"],
  ["The client ids of the applications.", "0a1b2c3d4e5f6a7b8c9d"],
  ["The number of the account.", "10"],
  ["The names of roles.", "admin"],
  [
    "The key that the page shares, at least 32 random characters.",
    "example_some_key_0123456789abcdef",
  ],
])("the example of %j is taken from its words", (description, example) => {
  expect(exampleOf({ ...setting, description })).toBe(example);
});

test("a setting that has a standard or a choice needs no words", () => {
  const description = "The domain, such as mg.example.com.";
  expect(exampleOf({ ...setting, description, default: "us", values: ["eu", "us"] })).toBe("us");
  expect(exampleOf({ ...setting, description, values: ["eu", "us"] })).toBe("eu");
});
