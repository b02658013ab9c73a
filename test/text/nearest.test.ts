import { expect, test } from "vitest";

import { nearestWord } from "../../src/text/nearest.ts";

const keys = ["MAILGUN_API_KEY", "MAILGUN_REGION", "TO"];

test.each([
  ["MAILGUN_APIKEY", "MAILGUN_API_KEY"],
  ["mailgun_region", "MAILGUN_REGION"],
  ["MAILGUN_REGOIN", "MAILGUN_REGION"],
  ["T0", "TO"],
])("the word nearest to %s is %s", (written, nearest) => {
  expect(nearestWord(written, keys)).toBe(nearest);
});

test.each(["MAILGUN_DOMAIN", "MAILGUN_FROM", "SLACK", ""])("no word is near to %j", (written) => {
  expect(nearestWord(written, keys.slice(0, 2))).toBeUndefined();
});
