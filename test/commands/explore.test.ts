import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { runExplore } from "../../src/commands/explore.ts";
import { runTry } from "../../src/commands/try.ts";
import type { ExploreReport } from "../../src/explore/report.ts";

const root = join(import.meta.dirname, "..", "..");
let cwd = "";

const GUARDED = `exports.onExecutePostLogin = async (event, api) => {
  if (event.transaction?.protocol === "oauth2-refresh-token") return;
  if (event.user.app_metadata.plan === "gold") api.idToken.setCustomClaim("https://a.example/plan", "gold");
};
`;

const FILES: Readonly<Record<string, string>> = {
  "rule.js": `function (user, context, callback) {
  if (context.protocol === "oauth2-refresh-token") return callback(null, user, context);
  if (user.app_metadata && user.app_metadata.plan === "gold") context.idToken["https://a.example/plan"] = "gold";
  callback(null, user, context);
}
`,
  "same.js": GUARDED,
  "unguarded.js": GUARDED.replace(/ {2}if \(event\.trans.*\n/, ""),
  "denies.js": `function (user, context, callback) {
  if (user.email === configuration.BLOCKED) return callback(new UnauthorizedError("blocked"));
  callback(null, user, context);
}
`,
  "loops.js": `function (user, context, callback) {
  if (!user.name) { for (;;) {} }
  callback(null, user, context);
}
`,
  "asks.js": `exports.onExecutePostLogin = async (event, api) => {
  const response = await fetch("https://api.example.com/score");
  if (!response.ok) return;
  const { score } = await response.json();
  if (score > 80) api.access.deny("too risky");
};
`,
  "broken.js": "function (user, context, callback) { if (",
};

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "rules-templates-"));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(cwd, name), text);
});

afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

async function run(command: typeof runExplore, args: readonly string[]) {
  const result = { code: 0, stdout: "", stderr: "" };
  result.code = await command(args, {
    root: cwd,
    cwd,
    gallery: join(root, "rules.json"),
    stdout: { write: (text) => (result.stdout += text) },
    stderr: { write: (text) => (result.stderr += text) },
    load: () => import("../../src/node/compiler.ts"),
  });
  return result;
}

const explore = (...args: string[]) => run(runExplore, args);

describe("explore", () => {
  test("says that a rule and an action are the same on all logins", async () => {
    const { code, stdout } = await explore("rule.js", "same.js", "--logins", "200");
    expect(stdout).toBe("same on 200 logins that reach 9 of 9 branches\n\nseed 1\n");
    expect(code).toBe(0);
  });

  test("finds the smallest login that a missing guard of refreshed tokens lets through", async () => {
    const { code, stdout } = await explore("rule.js", "unguarded.js");
    expect(code).toBe(6);
    expect(stdout).toContain(
      '  idToken.https://a.example/plan: the rule has none, the action has "gold"\n',
    );
    expect(stdout).toMatch(
      /differ:\n {2}user\.app_metadata\.plan = "gold"\n {2}login\.protocol = "oauth2-refresh-token"\n$/,
    );
  });

  test("shows each outcome of a script with a login, and repeats itself with the same seed", async () => {
    const first = await explore("denies.js", "--seed", "7", "--json");
    const { outcomes = [], branches } = JSON.parse(first.stdout) as ExploreReport;
    expect(branches).toMatchObject({ all: 2, reached: 2, missed: [] });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(["allowed", 'denied: "blocked"']),
    );
    expect((await explore("denies.js", "--seed", "7", "--json")).stdout).toBe(first.stdout);
  });

  test("makes up what services answer", async () => {
    const { stdout } = await explore("asks.js");
    expect(stdout).toContain('denied: "too risky"');
    expect(stdout).toMatch(/answers\[0\]\.body\.score = \d+/);
  });

  test("ends a script that loops, and goes on", async () => {
    const { code, stdout } = await explore("loops.js", "--logins", "30", "--json");
    const { outcomes = [] } = JSON.parse(stdout) as ExploreReport;
    expect(code).toBe(0);
    expect(outcomes.map(({ outcome }) => outcome)).toContainEqual(
      expect.stringMatching(/^timed out/),
    );
  });

  test("saves logins that try plays with the same end", async () => {
    const { stderr } = await explore("denies.js", "--save", "found");
    const commands = stderr.split("\n").filter((line) => line.startsWith("saved: try "));
    const codes = [];
    for (const line of commands)
      codes.push((await run(runTry, line.slice("saved: try ".length).split(" "))).code);
    expect(codes).toContain(0);
    expect(codes).toContain(3);
    expect(readFileSync(join(cwd, "found", "1-login.json"), "utf8")).toContain('"user"');
  });

  test("keeps to the settings that are given, and does not show their values", async () => {
    const { stdout } = await explore("denies.js", "--config", "BLOCKED=someone@secret.example");
    expect(stdout).not.toContain("someone@secret.example");
  });

  test.each([
    [["broken.js"], 4],
    [["missing.js"], 2],
    [[], 2],
    [["rule.js", "same.js", "asks.js"], 2],
    [["rule.js", "--seed", "x"], 2],
    [["rule.js", "--logins", "0"], 2],
    [["rule.js", "--seconds", "none"], 2],
    [["rule.js", "--config", "KEY"], 2],
    [["--help"], 0],
  ])("ends %j with exit code %i", async (args, code) => {
    expect((await explore(...args)).code).toBe(code);
  });
});
