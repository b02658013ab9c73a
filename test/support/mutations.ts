import fc from "fast-check";

import { aTemplate, sampleHead } from "../template/samples.ts";

/** What a mutation puts into a template: pieces that mean something to one of the stages. */
export const pieces = [
  "---",
  "---js",
  "\n---\n",
  "```",
  "\n```js\n",
  "\n```js action\n",
  "\n```json example\n",
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

/** Templates that compile, with something for each stage. */
export const validTemplates = [
  aTemplate(),
  aTemplate({
    head: `${sampleHead}configuration:\n  - key: A\n    description: b\noutage: allow\n`,
    prose: "Says [hello](https://example.com).\n\n| a |\n| - |\n| b |\n\n```json\n{}\n```",
    rule: "async function hello(user, context, callback) {\n  await fetch(configuration.A);\n}",
    examples: [
      '{ "title": "A", "login": {}, "configuration": { "A": "b" }, "back": { "query": { "c": "d" } } }',
      '{\n  "title": "B",\n  "login": { "user": {} },\n  "configuration": { "A": "b" },\n  "answers": [{ "url": "https://example.com" }]\n}',
    ],
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

/** A text with a few places of it cut, replaced or added to. */
export function aMutationOf(text: string): fc.Arbitrary<Buffer> {
  return fc
    .array(anEdit, { minLength: 0, maxLength: 4 })
    .map((edits) => Buffer.from(edits.reduce(applyEdit, text)));
}

function applyEdit(text: string, { at, cut, piece }: Edit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + piece + text.slice(start + cut);
}
