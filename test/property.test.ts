import fc from "fast-check";
import { expect, test } from "vitest";

import { compileEntry } from "../src/gallery/compile-entry.ts";
import type { Problem, ProblemCode } from "../src/template/problem.ts";
import { Source } from "../src/template/source.ts";
import { aTemplate, sampleHead } from "./template/samples.ts";

const runs = 800;

/** What a mutation puts into a template: pieces that mean something to one of the stages. */
const pieces = [
  "---",
  "---js",
  "\n---\n",
  "```",
  "\n```js\n",
  "\n```js action\n",
  "~~~",
  "\n# A\n",
  "<b>",
  "<!--",
  "[a](javascript:b)",
  "![a](b)",
  "[^1]",
  "- [ ] a",
  "> ",
  "    ",
  "\t",
  "|a|b|\n|-|-|\n",
  "www.a.b",
  "&#0;",
  "__proto__",
  "constructor",
  "*a",
  "&a [*a]",
  "!!js/function x",
  "{",
  "}",
  "[",
  "]",
  ": ",
  "#",
  '"',
  "'",
  "\\",
  "configuration",
  "configuration.A",
  "configuration[",
  "{ ...event }",
  "event.secrets",
  "require(",
  "eval(1)",
  "fetch(1)",
  "exports.",
  "async ",
  "=>",
  "`${",
  "/*",
  "*/",
  "//",
  "/a/",
  "@1.2.3",
  "\r",
  "\r\n",
  "\uFEFF",
  "\u2028",
  "\0",
  "😀",
  "\uD800",
  "é",
];

const valid = [
  aTemplate(),
  aTemplate({
    head: `${sampleHead}configuration:\n  - key: A\n    description: b\noutage: allow\n`,
    prose: "Says [hello](https://example.com).\n\n| a |\n| - |\n| b |\n\n```json\n{}\n```",
    rule: "async function hello(user, context, callback) {\n  await fetch(configuration.A);\n}",
  }),
  aTemplate({
    prose: "- Says\n  1. *hello*,\n  2. `hello`\n\n> and ~~bye~~.\n\n[a]: https://example.com",
    action: [
      'const { createHash } = require("node:crypto");',
      "exports.onExecutePostLogin = async ({ user, client: { name = `${user}` } = {} }, api) => {",
      "  for (const [key, value] of Object.entries(user ?? {})) if (/a/u.test(key)) continue;",
      '  api.idToken.setCustomClaim("a", createHash("md5").update(name).digest("hex"));',
      "};",
    ].join("\n"),
  }),
];

interface Edit {
  at: number;
  cut: number;
  piece: string;
}

/** Any text, halves of characters included. fast-check's own would look at all of Unicode first. */
const someUnits = fc.array(fc.nat(0xffff), { maxLength: 4 });

const anEdit = fc.record<Edit>({
  // Evenly spread: biased numbers would break nearly every head at its first line.
  at: fc.noBias(fc.integer({ min: 0, max: 999 })).map((thousandths) => thousandths / 1000),
  cut: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
  piece: fc.oneof(
    fc.constantFrom(...pieces),
    fc.constant(""),
    someUnits.map((units) => String.fromCharCode(...units)),
  ),
});

/** A valid template with a few places of it cut, replaced or added to. */
const aMutation = fc
  .tuple(fc.constantFrom(...valid), fc.array(anEdit, { minLength: 0, maxLength: 4 }))
  .map(([text, edits]) => Buffer.from(edits.reduce(applyEdit, text)));

function applyEdit(text: string, { at, cut, piece }: Edit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + piece + text.slice(start + cut);
}

const someBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const someText = fc
  .array(fc.constantFrom(...pieces), { maxLength: 60 })
  .map((parts) => Buffer.from(`---\n${parts.join("")}`));

/** Problems that end the compiler's work on a file before its body. */
const early = new Set<ProblemCode>([
  "file-encoding",
  "file-nul",
  "head-missing",
  "head-language",
  "head-unclosed",
  "head-separator",
]);

/** Problems of a body whose rule is not looked at. */
const withoutRule = new Set<ProblemCode>(["rule-missing", "block-indented", "block-unclosed"]);

test(`whatever a file holds, it gives a template or problems inside the file (${runs} files)`, () => {
  const reached = { description: 0, code: 0 };
  const anyFile = fc.oneof(
    { arbitrary: aMutation, weight: 6 },
    { arbitrary: someBytes, weight: 1 },
    { arbitrary: someText, weight: 1 },
  );
  fc.assert(
    fc.property(anyFile, (bytes) => {
      const result = compileEntry("rules/hello.md", bytes);
      const problems = Array.isArray(result) ? result : [];
      expectInside(problems, bytes);
      const described = !problems.some(({ code }) => early.has(code));
      if (described) reached.description++;
      if (described && !problems.some(({ code }) => withoutRule.has(code))) reached.code++;
      if (Array.isArray(result)) expect(problems.length).toBeGreaterThan(0);
    }),
    { numRuns: runs },
  );
  expect(reached.description).toBeGreaterThan(runs / 2);
  expect(reached.code).toBeGreaterThan(runs / 3);
}, 60_000);

function expectInside(problems: readonly Problem[], bytes: Buffer): void {
  const lines = new Source("rules/hello.md", bytes.toString()).text.split("\n");
  const bom = bytes.subarray(0, 3).toString("hex") === "efbbbf" ? 1 : 0;
  const widths = lines.map((line, index) => line.length + (index === 0 ? bom : 0));
  for (const { code, line, column, endLine = line, endColumn = column } of problems) {
    const [width = -1, endWidth = -1] = [widths[line - 1], widths[endLine - 1]];
    const inside =
      column >= 1 && column <= width + 1 && endColumn >= 1 && endColumn <= endWidth + 1;
    const ordered = endLine > line || (endLine === line && endColumn >= column);
    if (!inside || !ordered) expect.fail(`${code} at ${line}:${column}-${endLine}:${endColumn}`);
  }
}
