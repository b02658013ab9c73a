import { expect, test } from "vitest";

import { parseEnv } from "../../../../src/input/env.ts";
import { renderEnv } from "../../../../src/site/gallery/settings/env.ts";

test.each([
  "plain",
  "two words",
  "Sign-ups <signups@mg.example.com>",
  "with # a hash",
  "with \"quotes\" and 'others' and `more`",
  " blanks around ",
  "back\\slash \\n",
  "two\nlines",
  "a=b",
])("the command reads the value %j as it was entered", (value) => {
  const text = renderEnv(["KEY"], { KEY: value });
  expect(parseEnv({ shown: "a.env", text })).toEqual({ KEY: value });
});

test("settings without a value are left out, and the order is that of the form", () => {
  expect(renderEnv(["B", "C", "A"], { A: "1", B: "2" })).toBe("B=2\nA=1\n");
});
