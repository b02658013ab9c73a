import fc from "fast-check";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { expect, test } from "vitest";

import { parseMarkdown } from "../../../src/template/body/markdown.ts";

const gfm = remark().use(remarkGfm).freeze();

/** What begins, ends or looks like something that only GitHub Flavored Markdown has. */
const pieces = [
  "a",
  " ",
  "\n",
  "\n\n",
  "- ",
  "1. ",
  "> ",
  "# ",
  "*",
  "_",
  "`",
  "~",
  "~~",
  "|",
  "|-|",
  ":-",
  "---",
  "[",
  "]",
  "(",
  ")",
  "](",
  "[x] ",
  "[ ] ",
  "[^1]",
  "[^1]: a",
  "[a]: https://b.c",
  "[a]",
  "<",
  ">",
  "https://",
  "http://",
  "HTTPS://",
  "www.",
  "www",
  ".",
  "a.b",
  "a@b.cd",
  "@",
  "&#119;",
  "&#64;",
  "&",
  "\\",
  "mailto:",
  "https:",
  "](https://a.b)",
  "](<https://a.b>)",
  "<https://a.b>",
  "[a](https://b.c)",
  "![a](https://b.c)",
  '[a](https://b.c "www.d.e")',
  "!",
];

test("a text is read as GitHub Flavored Markdown, however it is read", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
      const text = parts.join("");
      expect(parseMarkdown(text)).toEqual(gfm.parse(text));
    }),
    { numRuns: 100 },
  );
}, 60_000);
