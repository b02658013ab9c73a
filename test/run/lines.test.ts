import { expect, test } from "vitest";

import { Lines } from "../../src/run/lines.ts";

function lineOf(text: string) {
  return { level: "log", text } as const;
}

test("lines are kept up to a number of them, and the rest is counted", () => {
  const lines = new Lines({ lines: 2, characters: 100 });
  for (const text of ["a", "b"]) expect(lines.take(lineOf(text))).toBe(true);
  expect(lines.note).toBeUndefined();
  expect(lines.take(lineOf("c"))).toBe(false);
  expect(lines.note).toBe("the scripts wrote 1 more line to the console than are kept");
  expect(lines.kept).toEqual([lineOf("a"), lineOf("b")]);
});

test("lines are kept up to a number of characters, and none is cut", () => {
  const lines = new Lines({ lines: 10, characters: 5 });
  const taken = ["abc", "defg", "hi"].map((text) => lines.take(lineOf(text)));
  expect(taken).toEqual([true, false, true]);
  expect(lines.note).toContain("1 more line");
});
