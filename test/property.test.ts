import fc from "fast-check";
import { expect, test } from "vitest";

import { compileEntry } from "../src/gallery/compile-entry.ts";
import type { Problem, ProblemCode } from "../src/template/problem.ts";
import { Source } from "../src/template/source.ts";
import { aMutationOf, pieces, validTemplates } from "./support/mutations.ts";

/** Others each time; fast-check would make a hundred. */
const runs = 200;

const aMutation = fc.constantFrom(...validTemplates).chain(aMutationOf);
const someBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const someText = fc
  .array(fc.constantFrom(...pieces), { maxLength: 60 })
  .map((parts) => Buffer.from(`---\n${parts.join("")}`));

/** Problems that end the compiler's work on a file before its body. */
const early = new Set<ProblemCode>([
  "file-encoding",
  "character-hidden",
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
      if (described) {
        reached.description++;
      }
      if (described && !problems.some(({ code }) => withoutRule.has(code))) {
        reached.code++;
      }
      if (Array.isArray(result)) {
        expect(problems.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: runs },
  );
  expect(reached.description).toBeGreaterThan(0.45 * runs);
  expect(reached.code).toBeGreaterThan(0.3 * runs);
}, 60_000);

function expectInside(problems: readonly Problem[], bytes: Buffer): void {
  const lines = new Source("rules/hello.md", bytes.toString()).text.split(/\r\n?|\n/);
  const bom = bytes.subarray(0, 3).toString("hex") === "efbbbf" ? 1 : 0;
  const widths = lines.map((line, index) => line.length + (index === 0 ? bom : 0));
  for (const { code, line, column, endLine = line, endColumn = column } of problems) {
    const [width = -1, endWidth = -1] = [widths[line - 1], widths[endLine - 1]];
    const inside =
      column >= 1 && column <= width + 1 && endColumn >= 1 && endColumn <= endWidth + 1;
    const ordered = endLine > line || (endLine === line && endColumn >= column);
    if (!inside || !ordered) {
      expect.fail(`${code} at ${line}:${column}-${endLine}:${endColumn}`);
    }
  }
}
