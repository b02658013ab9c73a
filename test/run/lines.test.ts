import { expect, test } from "vitest";

import { Lines } from "../../src/run/lines.ts";

function lineOf(text: string) {
  return { level: "log", text } as const;
}

const size = JSON.stringify(lineOf("")).length;

test("lines are kept up to a number of them, and the rest is counted", () => {
  const lines = new Lines({ lines: 2, characters: Infinity });
  expect(["a", "b", "c", "d"].map((text) => lines.take(lineOf(text)))).toEqual([
    ...[true, true],
    ...[false, false],
  ]);
  expect(lines.kept).toEqual([lineOf("a"), lineOf("b")]);
  expect(lines.dropped).toBe(2);
});

test("lines are kept up to a number of characters, none is cut and none comes after a gap", () => {
  const lines = new Lines({ lines: 10, characters: 3 * size });
  expect(["ab", "x".repeat(2 * size), "c"].map((text) => lines.take(lineOf(text)))).toEqual([
    ...[true, false, false],
  ]);
  expect(lines.kept).toEqual([lineOf("ab")]);
});

test("characters count as they are written in JSON", () => {
  const lines = new Lines({ lines: 10, characters: size + 5 });
  expect(lines.take(lineOf("\u0001"))).toBe(false);
});
