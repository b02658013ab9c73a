import type { KeptLogin } from "../verify/tally.ts";

/** Where a test file finds what it tests. */
export interface TestFileOptions {
  /** The place of the rule, relative to the test file; its text, if it has no file of its own. */
  readonly rule: { readonly file: string } | { readonly text: string };
  /** The place of the action, relative to the test file. */
  readonly action: string;
  /** The version of this package. */
  readonly version: string;
}

/** A test file that plays logins through a rule and its action again. */
export function renderTestFile(
  kept: readonly KeptLogin[],
  { rule, action, version }: TestFileOptions,
): string {
  const readsRule = "file" in rule;
  const logins = kept.map(
    ({ trial, result, outcome }) =>
      `  { ends: ${JSON.stringify(result)}, title: ${JSON.stringify(cut(outcome))}, login: ${JSON.stringify(trial)} },`,
  );
  const ruleText = readsRule
    ? `readFileSync(new URL(${JSON.stringify(urlOf(rule.file))}, import.meta.url), "utf8")`
    : JSON.stringify(rule.text);
  return `// Made by rules-templates ${version}. Plays logins through the rule and its action, for node --test and vitest.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { compareForms } from "rules-templates/emulator";

const { test } = await import(process.env.VITEST ? "vitest" : "node:test");

const rule = ${ruleText};
const action = readFileSync(new URL(${JSON.stringify(urlOf(action))}, import.meta.url), "utf8");

// What differs from the sample login; "ends" is what the rule does.
const logins = [
${logins.join("\n")}
];

const played = await compareForms({ rule, action }, logins.map(({ login }) => login));

for (const [index, { title, ends }] of logins.entries()) {
  test(\`login \${index + 1}: \${title}\`, () => {
    assert.equal(played[index].rule.result, ends);
    assert.deepEqual(played[index].differences, []);
  });
}
`;
}

/** Titles of tests are a line. */
function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function urlOf(path: string): string {
  const plain = path.replaceAll("\\", "/");
  const encoded = plain.split("/").map(encodeURIComponent).join("/");
  return encoded.startsWith(".") ? encoded : `./${encoded}`;
}
