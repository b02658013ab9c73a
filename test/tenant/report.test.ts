import { expect, test } from "vitest";

import type { TenantReport } from "../../src/tenant/report/data.ts";
import { renderTenantReport } from "../../src/tenant/report/markdown.ts";
import { renderPicture } from "../../src/tenant/report/mermaid.ts";

const action = {
  ...{ level: "idiomatic", verdict: "same" as const, reached: 1, branches: 1, logins: 5 },
  ...{ secrets: ["KEY"], dependencies: [] },
};

const report: TenantReport = {
  name: "my-tenant",
  rules: [
    {
      number: 1,
      rule: 'a "quoted" | rule',
      file: "a.js",
      verdict: "same",
      action: "a",
      obstacles: [],
    },
    {
      ...{ number: 2, rule: "gate", file: "b.js", verdict: "cannot" },
      obstacles: [
        { line: 3, reason: "no token", instead: "ask the API", source: "https://x.example/" },
      ],
    },
  ],
  actions: [{ action: "a", rules: [1], ...action }],
  disabled: [{ rule: "old", verdict: "same" }],
  links: [{ what: "context.kind", from: 1, fromLine: 2, to: 2, toLine: 3, kind: "rules merged" }],
  conditions: [
    {
      sentence: "the login has a request",
      source: "https://y.example/",
      actions: [{ action: "a", line: 4 }],
    },
  ],
  pipeline: {
    ...{ verdict: "same", logins: 9, same: 9, reached: 3, branches: 4, second: 1, notes: [] },
  },
  aside: [{ file: "typed.ts", reason: "it is not plain JavaScript", hint: "compile it" }],
  setUp: { secrets: [{ key: "KEY", actions: ["a"] }], application: ["a"] },
  limits: [],
  notes: [],
};

test("a report names first which rules no action does the work of", () => {
  const text = renderTenantReport(report);
  const warning = text.slice(text.indexOf("**No action does the work of these rules.**"));
  expect(warning.split("\n").slice(2, 4)).toEqual(["- gate", "- `typed.ts`"]);
  expect(text.indexOf(warning)).toBeLessThan(text.indexOf("## Before and after"));
});

test.each([
  "| gate | 3 | no token | ask the API | <https://x.example/> |",
  '| 1 | a "quoted" \\| rule | a | idiomatic | same | 1 of 1 | 1 | 2 |',
  "|  | old | kept, not bound |  | same |  |  |  |",
  "| the login has a request | a (line 4) | <https://y.example/> |",
  '| `context.kind` | 1 a "quoted" \\| rule, line 2 | 2 gate, line 3 | rules merged |',
  "| `KEY` | a |",
  "the scopes `read:users` and `update:users`",
  "To roll back, remove the actions from post-login",
])("a report has %s", (line) => {
  expect(renderTenantReport(report)).toContain(line);
});

test("the picture shows what rules leave for each other, and which became one action", () => {
  const lines = renderPicture(report).split("\n");
  expect(lines).toContain('    r1["1 a #34;quoted#34; #124; rule"]');
  expect(lines).toContain('  r1 -. "context.kind" .-> r2');
  expect(lines).toContain("  r1 ==> a1");
});
