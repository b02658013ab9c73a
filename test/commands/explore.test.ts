import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { runExplore } from "../../src/commands/explore.ts";
import { Deadline } from "../../src/explore/deadline.ts";
import { describeSaved } from "../../src/commands/explore/save.ts";
import { runTry } from "../../src/commands/try.ts";
import type { ExploreReport } from "../../src/explore/report/report.ts";
import { emptyTrial } from "../../src/explore/trial.ts";

const root = join(import.meta.dirname, "..", "..");
let cwd = "";

const guarded = `exports.onExecutePostLogin = async (event, api) => {
  if (event.transaction?.protocol === "oauth2-refresh-token") return;
  if (event.user.app_metadata.plan === "gold") api.idToken.setCustomClaim("https://a.example/plan", "gold");
};
`;

const files: Readonly<Record<string, string>> = {
  "rule.js": `function (user, context, callback) {
  if (context.protocol === "oauth2-refresh-token") return callback(null, user, context);
  if (user.app_metadata && user.app_metadata.plan === "gold") context.idToken["https://a.example/plan"] = "gold";
  callback(null, user, context);
}
`,
  "same.js": guarded,
  "unguarded.js": guarded.replace(/ {2}if \(event\.trans.*\n/, ""),
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
  "needs.js": `function (user, context, callback) {
  const { KEY, PLAN } = configuration;
  if (!KEY) return callback(new Error("no key"));
  if (user.app_metadata && user.app_metadata.plan === PLAN) return callback(new Error("no such plan"));
  callback(null, user, context);
}
`,
  "waits.js": `function (user, context, callback) {
  require("net");
  setTimeout(() => callback(null, user, context), 60_000);
}
`,
  "packages.js": `function (user, context, callback) {
  require("request")({ url: "https://api.example.com/roles", json: true }, (error, response, body) => {
    if (error) return callback(error);
    context.idToken["https://a.example/role"] = require("lodash").size(body.roles);
    callback(null, user, context);
  });
}
`,
  "broken.js": "function (user, context, callback) { if (",
};

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "rules-templates-"));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(cwd, name), text);
  }
});

afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

async function run(command: typeof runExplore, args: readonly string[], isTTY = false) {
  const result = { code: 0, stdout: "", stderr: "" };
  result.code = await command(args, {
    root: cwd,
    cwd,
    gallery: join(root, "rules.json"),
    stdout: { write: (text) => (result.stdout += text) },
    stderr: { write: (text) => (result.stderr += text), isTTY },
    load: () => import("../../src/commands/build/speed/compiler.ts"),
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

  test("answers the HTTP clients that rules load, and has the packages that only compute", async () => {
    const { stdout } = await explore("packages.js", "--logins", "200");
    expect(stdout).toContain("https://a.example/role in the ID token");
    expect(stdout).not.toContain("Cannot find module");
  });

  test("ends a script that loops, and goes on", async () => {
    const { code, stdout } = await explore("loops.js", "--logins", "30", "--json");
    const { outcomes = [] } = JSON.parse(stdout) as ExploreReport;
    expect(code).toBe(0);
    expect(outcomes.map(({ outcome }) => outcome)).toContainEqual(
      expect.stringMatching(/^timed out.* still at work, as in an endless loop$/),
    );
  });

  test("says of a script that is ended while it waits that it was waiting", async () => {
    const { stdout } = await explore("waits.js", "--logins", "1");
    expect(stdout).toContain(
      "timed out; the run was ended after 2 s of real time: it was still waiting\n",
    );
  });

  test("saves logins that try plays with the same end", async () => {
    const { stderr } = await explore("denies.js", "--save", "found");
    const commands = stderr.split("\n").filter((line) => line.startsWith("saved: try "));
    const codes = [];
    for (const line of commands) {
      codes.push((await run(runTry, line.slice("saved: try ".length).split(" "))).code);
    }
    expect(codes).toContain(0);
    expect(codes).toContain(3);
    expect(readFileSync(join(cwd, "found", "1-login.json"), "utf8")).toContain('"user"');
  });

  test("keeps to the settings that are given, and does not show their values", async () => {
    const { stdout } = await explore("denies.js", "--config", "BLOCKED=someone@secret.example");
    expect(stdout).not.toContain("someone@secret.example");
  });

  test("saves no value of a setting that is given, and leaves it to who runs try", async () => {
    const key = "a-key-that-nobody-sees";
    const { stderr } = await explore(
      "needs.js",
      "--config",
      `KEY=${key}`,
      "--save",
      "kept/in here",
    );
    const [saved = ""] = stderr.split("\n");
    expect(saved).toBe("saved: try needs.js --event 'kept/in here/1-login.json' --config 'KEY=…'");
    const folder = join(cwd, "kept", "in here");
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    expect(texts).not.toEqual([]);
    expect(texts.join("")).not.toContain(key);
    const file = join(folder, "1-login.json");
    expect((await run(runTry, ["needs.js", "--event", file, "--config", `KEY=${key}`])).code).toBe(
      0,
    );
  });

  test("does not save a login that holds the value of a setting that is given", async () => {
    const value = "BLOCKED=someone@secret.example";
    const { stderr } = await explore("denies.js", "--config", value, "--save", "held");
    expect(stderr).toContain("not saved: login 2, because it holds the value given for BLOCKED\n");
    expect(readdirSync(join(cwd, "held"))).toEqual(["1-login.json"]);
  });

  test("does not save a login whose tenant stores nothing, as try cannot play it", () => {
    const trial = { ...emptyTrial, login: { management: 500 } };
    expect(describeSaved(trial, { answers: [], config: {} })).toHaveProperty("why");
  });

  test("saves settings as text, and a return without a token that nothing signs", () => {
    const back = { query: { a: "1" }, token: { secret: "KEY", payload: {} } };
    const trial = { ...emptyTrial, settings: { LIST: ["a"] }, returns: [back] };
    const saved = describeSaved(trial, { answers: [], config: {} });
    expect(saved).toMatchObject({
      files: [
        { option: "event", data: { secrets: { LIST: '["a"]' } } },
        { option: "resume", data: [{ query: { a: "1" } }] },
      ],
    });
    expect(JSON.stringify(saved)).not.toContain("KEY");
  });

  test("says that a folder cannot be written", async () => {
    const { code, stderr } = await explore("denies.js", "--logins", "5", "--save", "rule.js/in");
    expect(code).toBe(2);
    expect(stderr).toContain("rule.js/in/1-login.json cannot be written (ENOTDIR)");
  });

  test("ends after its seconds, and leaves no progress line behind", async () => {
    const args = ["denies.js", "--seconds", "0.5", "--logins", "1000000"];
    const { code, stdout, stderr } = await run(runExplore, args, true);
    expect(code).toBe(0);
    // How many logins that is depends on how busy the machine is.
    expect(stdout).toMatch(/^\d+ outcomes? on \d+ logins? /);
    expect(stderr).toContain(" of 2 branches");
    expect(stderr.endsWith("\r\u001B[K")).toBe(true);
  });

  test("reports what it has found on Ctrl-C", async () => {
    const timer = setInterval(() => process.emit("SIGINT"), 500);
    const found = explore("denies.js", "--logins", "1000000").finally(() => {
      clearInterval(timer);
    });
    const { stdout } = await found;
    expect(stdout).toMatch(/^\d+ outcomes? on \d+ login/);
    expect(stdout).toMatch(/^note: the search was ended after \d+ of 1000000 logins$/m);
  });

  test("answers requests from a file, and puts the answers into what it saves", async () => {
    const answers = [{ url: "https://api.example.com/*", body: { score: 90 } }];
    writeFileSync(join(cwd, "answers.json"), JSON.stringify(answers));
    const options = ["--answers", "answers.json", "--logins", "20", "--save", "answered"];
    const { stdout } = await explore("asks.js", ...options);
    expect(stdout).toContain("1 outcome on 20 logins");
    expect(stdout).toContain('denied: "too risky"');
    const text = readFileSync(join(cwd, "answered", "1-answers.json"), "utf8");
    expect(JSON.parse(text)).toEqual(answers);
  });

  test("stops making logins smaller two seconds after its end, except for those that have begun", () => {
    let now = 0;
    const deadline = new Deadline(10, () => now);
    const [begun, late] = [{ ...emptyTrial }, { ...emptyTrial }];
    expect(deadline.admits(begun)).toBe(true);
    now = 5_000;
    deadline.stop();
    expect(deadline.isOver()).toBe(true);
    expect(deadline.admits({ ...emptyTrial })).toBe(true);
    now = 7_000;
    expect([deadline.admits(begun), deadline.admits(late)]).toEqual([true, false]);
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

  test("names rows that docs/emulator.md has for what a login can be", () => {
    const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");
    const named = read("src", "explore", "logins", "domain.ts").match(/\b[RA]-\d+/g) ?? [];
    const rows = new Set(read("docs", "emulator.md").match(/(?<=^\| *)[RA]-\d+(?= )/gm));
    expect(named).not.toEqual([]);
    expect(named.filter((row) => !rows.has(row))).toEqual([]);
  });
});
