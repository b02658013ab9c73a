import { expect, test } from "vitest";

import { linesOf } from "../../../../src/site/ui/code/code-lines.ts";
import { highlight } from "../../../../src/site/ui/code/highlight.ts";

test("pieces of code are split into lines, and one that goes on is in each of them", () => {
  const comment = { text: "/* a\nb */", kind: "comment" };
  expect(linesOf([{ text: "x;\n\n", kind: "" }, comment])).toEqual([
    [{ text: "x;", kind: "" }],
    [],
    [{ text: "/* a", kind: "comment" }],
    [{ text: "b */", kind: "comment" }],
  ]);
});

test("no code is one empty line", () => {
  expect(linesOf([{ text: "", kind: "" }])).toEqual([[]]);
});

test("all of the code is in its lines", () => {
  const code =
    "exports.a = async (event) => {\n  const { from } = event;\n  return `${from}\n`;\n};";
  const lines = linesOf(highlight(code));
  expect(lines.map((line) => line.map(({ text }) => text).join("")).join("\n")).toBe(code);
});

test.each([
  ["async", "hljs-keyword"],
  ["from", ""],
  ["const", "hljs-keyword"],
])("%s is highlighted as %j in a script", (word, kind) => {
  const pieces = highlight("exports.a = async (b) => {\n  const { A: from } = b;\n};");
  const kinds = pieces.filter(({ text }) => text.trim() === word).map((piece) => piece.kind);
  expect(kinds).toEqual([kind]);
});
