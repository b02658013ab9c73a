import { describe, expect, test } from "vitest";

import { emptyTrial } from "../../src/explore/trial.ts";
import type {
  ConditionReport,
  MigratedReport,
  MigrationReport,
} from "../../src/migrate/report/data.ts";
import { renderExplanation } from "../../src/migrate/report/explain.ts";
import { renderMarkdown } from "../../src/migrate/report/markdown.ts";
import { renderSummary } from "../../src/migrate/report/summary.ts";
import { renderTestFile } from "../../src/migrate/report/test-file.ts";

const source = "https://auth0.example/docs";
const condition: ConditionReport = {
  id: "a-condition",
  about: "login",
  sentence: "the user has a plan",
  source,
  ...{ line: 12, column: 1, broken: 0, different: 0, admitted: 0, unasked: 0 },
};

function aReport(change: Partial<MigratedReport> = {}): MigratedReport {
  return {
    ...{ rule: "rule.js", verdict: "same", level: "idiomatic", code: "// the action\n" },
    ...{ conditions: [], obstacles: [], secrets: [], dependencies: [], rewrites: [] },
    exploration: {
      ...{ seed: 1, logins: 500, same: 500, kept: [], notes: [] },
      branches: { all: 4, reached: 4, missed: [] },
    },
    ...change,
  };
}

const different = aReport({
  verdict: "different",
  conditions: [condition],
  exploration: {
    ...aReport().exploration,
    logins: 31,
    difference: {
      trial: { ...emptyTrial, user: { plan: "gold" } },
      sentences: ["the rule ends denied, the action ends allowed"],
    },
    brokenLaw: "where the rule denies, the action does not admit",
  },
});

const refused: MigrationReport = {
  ...{ rule: "rule.js", verdict: "cannot" },
  obstacles: [
    { id: "x", line: 3, column: 1, reason: "it uses a | pipe", instead: "use `none`", source },
  ],
};

describe("the summary", () => {
  test("shows the login on which the two differ, and what must not be", () => {
    expect(renderSummary(different, "action.js")).toBe(`rule.js → action.js, idiomatic
  different, as login 31 of seed 1 shows:
    the rule ends denied, the action ends allowed
    broken: where the rule denies, the action does not admit
    on this login:
      user.plan = "gold"
  under these conditions:
    line 12  the user has a plan (no explored login breaks it)
`);
  });

  test("says why nothing is proved, and what no login reached", () => {
    const { exploration } = aReport();
    const missed = [{ kind: "true", file: "rule.js", line: 7 }] as const;
    const report = aReport({
      verdict: "not proved",
      conditions: [condition],
      exploration: {
        ...{ ...exploration, why: "the logins reach 1 of 4 branches of the rule" },
        ...{ branches: { all: 4, reached: 1, missed }, notes: ["acme is not installed"] },
      },
    });
    expect(renderSummary(report, undefined)).toBe(`rule.js → an action, idiomatic
  not proved: the logins reach 1 of 4 branches of the rule; 1 condition:
    line 12  the user has a plan (no explored login breaks it)
  not reached: line 7 (never true)
  note: acme is not installed
`);
  });

  test.each([
    [{ broken: 2, different: 0 }, "2 explored logins break it, without a difference"],
    [{ broken: 1, different: 1 }, "1 explored login breaks it, and on 1 the two differ"],
    [
      { broken: 3, different: 2, admitted: 1 },
      "3 explored logins break it, and on 2 the two differ; on 1 the action lets in what the rule refused",
    ],
    [
      { broken: 3, different: 3, admitted: 3, unasked: 2 },
      "3 explored logins break it, and on 3 the two differ; on 1 the action lets in what the rule refused; on 2 the action does not ask for the factor that the rule asks for",
    ],
  ])("says what logins showed of a condition: %j", (counts, said) => {
    const report = aReport({
      verdict: "same under conditions",
      conditions: [{ ...condition, ...counts }],
    });
    expect(renderSummary(report, undefined)).toContain(`the user has a plan (${said})\n`);
  });

  test("says how often a difference of the platform was seen, without a line", () => {
    const { id, about, sentence } = condition;
    const general = {
      id,
      about,
      sentence,
      source,
      broken: 4,
      different: 4,
      admitted: 0,
      unasked: 0,
    };
    const report = aReport({ verdict: "same under conditions", conditions: [general] });
    expect(renderSummary(report, undefined)).toContain(
      "    always  the user has a plan (seen on 4 explored logins)\n",
    );
  });

  test("says what to do instead", () => {
    expect(renderSummary(refused, undefined)).toBe(`rule.js → cannot be an action
    line 3  it uses a | pipe
      instead: use \`none\`
`);
  });

  test("holds nothing that steers a terminal", () => {
    expect(renderSummary(aReport({ rule: "a\u001B[31m.js" }), undefined)).not.toContain("\u001B");
  });
});

describe("the report", () => {
  test("keeps what it shows apart from Markdown", () => {
    const report = renderMarkdown(refused, undefined);
    expect(report).toContain(
      "| 3 | it uses a \\| pipe | use \\`none\\` | <https://auth0.example/docs> |",
    );
    const fenced = renderMarkdown(aReport({ code: "// ```\n" }), undefined);
    expect(fenced).toContain("````js\n// ```\n````");
  });

  test("shows the login on which the two differ", () => {
    const report = renderMarkdown(different, "action.js");
    expect(report).toContain(
      "Verdict: **different**, level **idiomatic**. The rule became `action.js`.",
    );
    expect(report).toContain("- the rule ends denied, the action ends allowed\n");
    expect(report).toContain('```text\nuser.plan = "gold"\n```');
  });
});

describe("the explanation", () => {
  const rule =
    "function (user, context, callback) {\n  first();\n  second(function () {\n    third();\n  });\n}";
  const code = "exports.a = async () => {\n  first();\n  await second();\n  third();\n};\n";
  const rewrites = [
    { ruleLines: [4, 4], actionLines: [4, 4], sentence: "c" },
    { ruleLines: [3, 5], actionLines: [3, 3], sentence: "b" },
    { ruleLines: [2, 2], actionLines: [2, 2], sentence: "a" },
    { ruleLines: [2, 2], actionLines: [2, 2], sentence: "a" },
  ] as const;

  test("puts lines side by side in the order of the rule, each rewrite with its sentence once", () => {
    expect(renderExplanation(aReport({ code, rewrites }), rule, 65)).toBe(
      [
        "rule: rule.js                   │ action",
        "                                │",
        "  2    first();                 │   2    first();",
        "    a",
        "",
        "  3    second(function () {     │   3    await second();",
        "    b",
        "",
        "  4      third();               │   4    third();",
        "    c",
        "",
      ].join("\n"),
    );
  });

  test("goes on in the next line where a line is too long", () => {
    const long = { code: code.replace("first()", `first("${"x".repeat(30)}")`), rewrites };
    expect(renderExplanation(aReport(long), rule, 65)).toContain(
      `│   2    first("xxxxxxxxxxxxxxxxx\n                                │      xxxxxxxxxxxxx");\n`,
    );
  });

  test("says that an adapter changes no line", () => {
    expect(renderExplanation(aReport(), rule, 80)).toContain("no line became another");
  });
});

describe("a test file", () => {
  const kept = [{ trial: emptyTrial, result: "denied", outcome: 'denied: "no"' }] as const;

  test("names its files by URL", () => {
    const text = renderTestFile(kept, {
      ...{ rule: { file: "../my rules/a#b.js" }, action: "a.js", version: "1.0.0" },
    });
    expect(text).toContain('new URL("../my%20rules/a%23b.js", import.meta.url)');
    expect(text).toContain('new URL("./a.js", import.meta.url)');
    expect(text).toContain('{ ends: "denied", title: "denied: \\"no\\"", login: {"user":{}');
  });

  test("holds the rule itself, where it has no file", () => {
    const text = renderTestFile(kept, { rule: { text: 'a("b")' }, action: "a.js", version: "1" });
    expect(text).toContain('const rule = "a(\\"b\\")";');
  });
});
