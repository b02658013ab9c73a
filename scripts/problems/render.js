import { format } from "prettier";

/** @typedef {import("../../src/template/problems/entry.ts").ProblemEntry} ProblemEntry */

const introduction = `
<!-- Generated from src/template/problems/ by npm run problems. -->

# Problems

\`./build\` prints a code with each problem that it finds in a template. This page explains each code, and
\`./build --explain CODE\` prints one of its sections. The folder of the same name in [test/invalid/](../test/invalid)
has the smallest templates that cause the problem, and what the build prints about them.
`;

/**
 * The page of all problems, a section for each, by code.
 *
 * @param {Readonly<Record<string, Pick<ProblemEntry, "explanation">>>} problems
 * @returns {Promise<string>} Markdown
 */
export function renderPage(problems) {
  const sections = Object.entries(problems)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { explanation }]) => `## ${code}\n\n${explanation.replaceAll(/^ +/gm, "")}`);
  const page = [introduction, ...sections].join("\n\n");
  return format(page, { parser: "markdown", proseWrap: "always", printWidth: 120 });
}
