import { describe, expect, test } from "vitest";

import { InputError } from "../../src/input/input-error.ts";
import type { Result, RunOutcome } from "../../src/run/job.ts";
import { renderInputError, renderReport } from "../../src/terminal/login-report.ts";
import { exitCodeOf } from "../../src/terminal/exit-codes.ts";
import { findChanges, reportRun } from "../../src/run/report.ts";
import { makeRedact } from "../../src/run/secrets/secrets.ts";
import type { LoginDescription } from "../../src/emulator/login/login.ts";
import { aUser } from "../../src/emulator/login/samples.ts";
import { aJob } from "../run/aJob.ts";
import { anOutcome } from "../run/anOutcome.ts";

const outcome = anOutcome();
const plain = { color: false, width: 80 };

function report(
  changes: Partial<RunOutcome>,
  rest: Partial<Result> = {},
  secrets = {},
  login: LoginDescription = {},
) {
  return reportRun({
    name: "script.js",
    form: "rule",
    job: aJob("", { login, user: aUser({ app_metadata: { a: 1, b: 2, c: 3 } }) }),
    result: {
      outcome: { ...outcome, appMetadata: { a: 1, b: 2, c: 3 }, ...changes },
      ran: ["script.js"],
      requests: [],
      unused: [],
      milliseconds: 0,
      ...rest,
    },
    redact: makeRedact(secrets),
  });
}

function render(...args: Parameters<typeof report>): string {
  return renderReport({ runs: [report(...args)], notes: [] }, plain);
}

describe("a login is shown", () => {
  test("that did nothing", () => {
    expect(render({})).toBe("script.js, rule\n  allowed after 0 ms on the login's clock\n");
  });

  test("with what it changed in its tenant", () => {
    const text = render({ tenant: { "user auth0|1 roles": { before: [], after: ["admin"] } } });
    expect(text).toContain(
      '  tenant\n    - user auth0|1 roles: []\n    + user auth0|1 roles: ["admin"]\n',
    );
  });

  test("without a command of a workflow", () => {
    const hostile = "one\n::error::two\n  ::error::three ##[error]";
    const text = render({
      result: "failed",
      error: { name: "Error", message: hostile, stack: "Error\n    at ::error::\n" },
      idToken: { "::error::": "##[error]" },
      console: [{ level: "log", text: hostile }],
      warnings: [hostile],
    });
    expect(text).toContain("three");
    expect(text).not.toMatch(/^\s*::|##\[/m);
  });

  const opaque =
    'the access token is opaque, so no application can read "a" in it: the login asks for';
  const hidden = {
    none: `${opaque} no API (resource_server.identifier, or audience in the request's query)`,
    userinfo: `${opaque} https://example.auth0.com/userinfo only`,
  };

  test.each<[what: string, login: LoginDescription, title: string, note: string | undefined]>([
    ["no API", {}, "access token\n", hidden.none],
    [
      "no API but Auth0's /userinfo",
      { resource_server: { identifier: "https://example.auth0.com/userinfo" } },
      "access token for https://example.auth0.com/userinfo\n",
      hidden.userinfo,
    ],
    [
      "an API",
      { resource_server: { identifier: "https://api.example.com/" } },
      "access token for https://api.example.com/\n",
      undefined,
    ],
    [
      "an API by a parameter",
      { request: { query: { audience: "https://api.example.com/" } } },
      "access token for https://api.example.com/\n",
      undefined,
    ],
    ["SAML", { protocol: "samlp" }, "access token\n", undefined],
  ])("whose access token is for %s (R-157)", (_what, login, title, note) => {
    const run = report({ accessToken: { a: 1 } }, {}, {}, login);
    expect(renderReport({ runs: [run], notes: [] }, plain)).toContain(`  ${title}`);
    expect(run.notes).toEqual(note === undefined ? [] : [note]);
    expect(report({ idToken: { a: 1 } }, {}, {}, login).notes).toEqual([]);
  });

  test("with all that it did", () => {
    const text = render(
      {
        appMetadata: { a: 1, b: 5, d: { e: 1 } },
        userMetadata: { f: "g" },
        idToken: { "https://example.com/h": true },
        accessToken: { "https://example.com/i": [] },
        multifactor: { provider: "any" },
        console: [{ level: "log", text: "one\ntwo" }],
        warnings: ["careful"],
      },
      {
        milliseconds: 1500,
        requests: [
          { method: "POST", url: "https://a/", body: "x=1", by: "mock", status: 200, answer: "ok" },
          { method: "GET", url: "https://b/", by: "nobody", error: "the network is off" },
        ],
        unused: [{ url: "https://c/" }],
      },
    );
    expect(text).toMatchSnapshot();
  });

  test("with the scopes that are left, and the tokens that are not issued for want of one", () => {
    const text = render({ scope: ["read:a"], notIssued: ["idToken"] });
    expect(text).toContain('scope: ["read:a"]');
    expect(text).toContain('notIssued: ["idToken"]');
  });

  test.each([
    ["denied", { reason: "because" }, "denied after 0 ms on the login's clock: because"],
    [
      "redirected",
      { redirect: { url: "https://a/" } },
      "redirected after 0 ms on the login's clock: https://a/",
    ],
    [
      "failed",
      { error: { name: "E", message: "m" } },
      "failed after 0 ms on the login's clock: E: m",
    ],
    ["timed-out", {}, "timed out after 0 ms on the login's clock: no rule called back in time"],
  ] as const)("that is %s", (result, changes, line) => {
    expect(render({ result, ...changes }).split("\n")[1]).toBe(`  ${line}`);
  });

  test.each([
    ["denied", { reason: "no" }, "denied by b after 0 ms on the login's clock: no"],
    [
      "failed",
      { error: { name: "E", message: "m" } },
      "failed in b after 0 ms on the login's clock: E: m",
    ],
    [
      "timed-out",
      {},
      "timed out in b after 0 ms on the login's clock: it did not call back in time",
    ],
  ] as const)("that is %s by one of several rules", (result, changes, line) => {
    const lines = [
      { level: "log", text: "one\ntwo", script: "a" },
      { level: "warn", text: "three", script: "b" },
    ];
    const run = {
      ...report({ result, endedBy: "b", console: lines, ...changes }, { ran: ["a", "b"] }),
      files: ["a.js", "b.js", "c.js"],
    };
    expect(renderReport({ runs: [run], notes: [] }, plain)).toBe(`script.js, rule
  ${line}
  ran
    a
    b
  console
    a: log one
    two
    b: warn three
`);
  });

  test("that a rule refused with an error that has no message", () => {
    const error = { name: "Error", message: "" };
    expect(render({ result: "failed", error, calledBack: true })).toContain(
      "    the application sees a refusal, access_denied without a description\n",
    );
  });

  test("that a rule refused with an error, as the application sees it (R-139)", () => {
    const error = { name: "Error", message: "no" };
    const told = "    the application sees a refusal, access_denied: no\n";
    expect(render({ result: "failed", error, calledBack: true })).toContain(`  notes\n${told}`);
    expect(render({ result: "failed", error })).not.toContain("notes");
  });

  test("in color", () => {
    const text = renderReport({ runs: [report({})], notes: [] }, { ...plain, color: true });
    expect(text).toContain("\u001B[32mallowed\u001B[39m");
  });

  test("without what would steer a terminal", () => {
    const text = render({
      idToken: { "\u001B[1m": "\u202E" },
      console: [{ level: "log", text: "\u001B[31m\u0007" }],
      warnings: ["\u009B"],
    });
    for (const character of "\u001B\u0007\u202E\u009B") {
      expect(text).not.toContain(character);
    }
  });

  test("without the values of settings", () => {
    const value = "s3cr3t";
    const run = report(
      {
        result: "denied",
        reason: value,
        appMetadata: { [value]: value },
        idToken: { a: { b: [value] } },
        console: [{ level: "log", text: value }],
        warnings: [value],
      },
      {
        note: value,
        requests: [
          {
            method: "GET",
            url: `https://a/${value}`,
            by: "mock",
            body: value,
            answer: value,
            error: value,
          },
        ],
      },
      { KEY: value },
    );
    expect(JSON.stringify(run)).not.toContain(value);
    expect(run).toMatchObject({ outcome: { result: "denied", reason: "«KEY»" } });
  });
});

test("the rule and the action of a template are compared", () => {
  const same = renderReport({ runs: [], differences: [], notes: [] }, plain);
  expect(same).toBe("The rule and the action do the same.\n");
  const other = renderReport({ runs: [], differences: ["one"], notes: [] }, plain);
  expect(other).toBe("The rule and the action differ:\n  one\n");
});

test("changes are the keys that differ", () => {
  expect(findChanges({ a: 1, b: { c: 1 }, d: 1 }, { a: 1, b: { c: 2 }, e: 1 })).toEqual([
    { key: "b", before: { c: 1 }, after: { c: 2 } },
    { key: "d", before: 1 },
    { key: "e", after: 1 },
  ]);
});

test.each([
  [["allowed"], 0],
  [["redirected"], 0],
  [["denied"], 3],
  [["failed", "allowed"], 4],
  [["allowed", "timed-out"], 5],
] as const)("the exit code of %j is %d", (results, code) => {
  expect(exitCodeOf(results.map((result) => ({ outcome: { result } })))).toBe(code);
});

test("that two logins differ goes before how they end", () => {
  const runs = (["failed", "allowed"] as const).map((result) => ({ outcome: { result } }));
  expect(exitCodeOf(runs, ["the rule ends failed, the action ends allowed"])).toBe(6);
  expect(exitCodeOf(runs, [])).toBe(4);
});

test("wrong input is shown with its place, a frame and a hint", () => {
  const problem = { file: "a.js", line: 1, column: 3, message: "no", hint: "yes" };
  const text = renderInputError(new InputError(problem, new Map([["a.js", "a b"]])), plain);
  expect(text).toBe("a.js:1:3\nno\n> 1 | a b\n    |   ^\nhint: yes\n");
});
