import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { runExplore } from "../../src/commands/explore.ts";
import { runMigrate } from "../../src/commands/migrate.ts";
import { compareForms } from "../../src/commands/migrate/compare-forms.ts";
import { migrateRule } from "../../src/commands/migrate/migrate-rule.ts";
import type { MigratedReport } from "../../src/migrate/report/data.ts";

const root = join(import.meta.dirname, "..", "..");
let cwd = "";

const files: Readonly<Record<string, string>> = {
  "staff.js": `// Back office: staff only.
function staff(user, context, callback) {
  if (context.clientName !== "Back office") return callback(null, user, context);
  if (!user.email_verified) return callback(new UnauthorizedError("Staff only."));
  context.idToken["https://acme.example/staff"] = configuration.STAFF_CLAIM;
  callback(null, user, context);
}
`,
  "exported.js":
    "module.exports = function (user, context, callback) { callback(null, user, context); };\n",
  "list.js": `function list(user, context, callback) {
  context.idToken["https://acme.example/a"] = [];
  context.idToken["https://acme.example/a"].push(1);
  callback(null, user, context);
}
`,
  "lodash.js": `function (user, context, callback) {
  const _ = require("lodash");
  const request = require("request@2.88.2");
  request.get("https://api.acme.example/", function (err, response, body) {
    if (err) return callback(null, user, context);
    context.idToken["https://acme.example/first"] = _.first(body.split(","));
    callback(null, user, context);
  });
}
`,
  "picture.js": `function (user, context, callback) {
  delete user.picture;
  callback(null, user, context);
}
`,
  "loops.js": `function (user, context, callback) {
  if (!user.name) { for (;;) {} }
  callback(null, user, context);
}
`,
  "action.js": "exports.onExecutePostLogin = async () => {};\n",
  "broken.js": "function (user, context, callback) {\n  if (\n}\n",
  "typed.js": "function (user: any, context, callback) {}\n",
  "placeholder.js": `function (user, context, callback) {
  const domain = @@DOMAIN@@;
  callback(null, user, context);
}
`,
  "quoted.js": `function (user, context, callback) {
  context.idToken["https://acme.example/d"] = "##DOMAIN##";
  callback(null, user, context);
}
`,
  "typed.ts": "export const a = 1;\n",
  "folder/one.js": "function (user, context, callback) { callback(null, user, context); }\n",
};

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "rules-templates-"));
  mkdirSync(join(cwd, "folder"));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(cwd, name), text);
  }
});

afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

async function run(command: typeof runMigrate, args: readonly string[], isTTY = false) {
  const result = { code: 0, stdout: "", stderr: "" };
  result.code = await command(args, {
    ...{ root: cwd, cwd, gallery: join(root, "rules.json") },
    stdout: { write: (text) => (result.stdout += text) },
    stderr: { write: (text) => (result.stderr += text), isTTY },
    load: () => import("../../src/commands/build/speed/compiler.ts"),
  });
  return result;
}

const migrate = (...args: string[]) => run(runMigrate, [...args, "--logins", "80"]);

function read(name: string): string {
  return readFileSync(join(cwd, name), "utf8");
}

describe("migrate", () => {
  test("prints the action, and what was found beside it", async () => {
    const { code, stdout, stderr } = await migrate("staff.js");
    expect(stdout).toMatch(
      /^\/\/ Back office: staff only\.\nexports\.onExecutePostLogin = async \(event, api\) => \{\n/,
    );
    expect(stdout).toContain('api.access.deny("Staff only.")');
    expect(stderr.split("\n").slice(0, 4)).toEqual([
      "staff.js → an action, idiomatic",
      "  same on 80 logins that reach 4 of 4 branches, under 1 condition:",
      "    line 4  the application does not look at the error code: unauthorized becomes access_denied",
      "  secrets       STAFF_CLAIM",
    ]);
    expect(code).toBe(0);
  });

  test("writes the action to a file that explore finds to be the same", async () => {
    const { stdout } = await migrate("staff.js", "--out", "out/staff.action.js");
    expect(stdout).toMatch(/^staff\.js → out\/staff\.action\.js, idiomatic\n/);
    const explored = await run(runExplore, ["staff.js", "out/staff.action.js", "--logins", "80"]);
    expect(explored).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^same on/) as unknown,
    });
  });

  test("puts a rule into an adapter where it has to, or where that is asked for", async () => {
    expect((await migrate("list.js")).stderr).toMatch(
      /^list\.js → an action, adapter\n.*\n {2}not translated, because\n {4}line 3 {2}/,
    );
    const { stdout } = await migrate("staff.js", "--level", "adapter");
    expect(stdout).toContain(
      "This action runs staff.js inside an adapter, made by rules-templates ",
    );
    expect(stdout).toContain("// Back office: staff only.\n");
  });

  test("plays packages that nobody has installed, and says so", async () => {
    const { stderr, code } = await migrate("lodash.js");
    expect(stderr).toContain(
      "dependencies  lodash 4.17.21 (the rule named no version), request 2.88.2",
    );
    expect(stderr).toMatch(/same on \d+ logins that reach 2 of 2 branches/);
    expect(code).toBe(0);
  });

  test("takes an export before a rule for nothing, and the id of a template", async () => {
    expect(await migrate("exported.js")).toMatchObject({
      code: 0,
      stdout: "exports.onExecutePostLogin = async () => {};\n",
    });
    expect((await migrate("hello-world")).stderr).toMatch(/^hello-world → an action, idiomatic\n/);
  });

  test("writes a report that tells all", async () => {
    await migrate("staff.js", "--report", "staff.md");
    const report = read("staff.md");
    expect(report).toMatch(
      /^# `staff\.js`\n\nVerdict: \*\*same under conditions\*\*, level \*\*idiomatic\*\*/,
    );
    expect(report).toContain("| 4 | the application does not look at the error code");
    expect(report).toContain("same in our emulation of the documented behavior");
    expect(report).toContain("- `STAFF_CLAIM`");
    expect(report).toContain("```js\n// Back office: staff only.\nexports.onExecutePostLogin");
  });

  test("prints all as JSON", async () => {
    const { stdout, stderr } = await migrate("staff.js", "--json");
    const report = JSON.parse(stdout) as MigratedReport;
    expect(report).toMatchObject({
      ...{ rule: "staff.js", verdict: "same under conditions", level: "idiomatic" },
      conditions: [{ id: "error-code", line: 4 }],
      exploration: { logins: 80, seed: 1, branches: { all: 4, reached: 4 } },
    });
    expect(report.rewrites).toContainEqual({
      ...{ ruleLines: [4, 4], sentence: "an error in the callback denies the login" },
      actionLines: expect.anything() as unknown,
    });
    expect(stderr).toBe("");
  });

  test("shows rule and action side by side", async () => {
    const { stderr } = await migrate("staff.js", "--explain");
    expect(stderr).toMatch(/^rule: staff\.js +│ action$/m);
    expect(stderr).toMatch(
      /^ {2}4 {4}if \(!user\.email_verified\) .* │ +\d+ {4}if \(!event\.user\.email_verified\)/m,
    );
    expect(stderr).toContain("    an error in the callback denies the login\n");
  });

  test("says why a rule cannot be an action, and what to do instead", async () => {
    const { code, stdout, stderr } = await migrate("picture.js", "--out", "picture.action.js");
    expect(stdout).toMatch(/^picture\.js → cannot be an action\n {4}line 2 {2}.*\n {6}instead: /);
    expect({ code, stderr }).toEqual({ code: 7, stderr: "" });
    expect(existsSync(join(cwd, "picture.action.js"))).toBe(false);
  });

  test("writes tests that show the logins again", async () => {
    await migrate("staff.js", "--out", "staff.action.js", "--tests", "staff.test.mjs");
    const tests = read("staff.test.mjs");
    expect(tests).toContain('new URL("./staff.js", import.meta.url)');
    const logins = /const logins = (\[[^]*?^\]);/m.exec(tests)?.[1] ?? "";
    expect(logins).toMatch(/^ {2}\{ ends: "denied", title: "denied: \\"Staff only\.\\"", login: /m);
    expect(() =>
      execFileSync(process.execPath, ["--check", join(cwd, "staff.test.mjs")]),
    ).not.toThrow();
  });

  test("ends a login that loops, and goes on", async () => {
    const { stderr, code } = await migrate("loops.js", "--seconds", "6");
    expect(stderr).toMatch(/^loops\.js → an action, idiomatic\n/);
    expect(code).toBe(0);
  });

  test("tells how far it is, on a terminal only", async () => {
    const { stderr } = await run(runMigrate, ["staff.js", "--logins", "60"], true);
    const lines = stderr.split("\r\u001B[K");
    expect(lines[1]).toMatch(/^\d+ logins, \d+ of \d+ branches of both/);
  });

  test("writes nothing when it is interrupted", async () => {
    const running = run(runMigrate, ["staff.js", "--out", "late.js", "--logins", "1000000"]);
    const timer = setInterval(() => {
      if (process.listenerCount("SIGINT") > 0) {
        process.emit("SIGINT");
      }
    }, 20);
    const { code, stderr } = await running;
    clearInterval(timer);
    expect({ code, stderr }).toEqual({ code: 130, stderr: "interrupted: nothing was written\n" });
    expect(readdirSync(cwd).filter((name) => name.startsWith("late"))).toEqual([]);
  });
});

describe("migrate refuses", () => {
  test.each<[args: string[], said: RegExp]>([
    [[], /^name what to migrate/],
    [["staff.js", "list.js"], /^name one rule to migrate/],
    [["staff.js", "--level", "best"], /^--level takes adapter/],
    [["staff.js", "--tests", "a.mjs"], /^--tests needs --out/],
    [
      ["staff.js", "--out", "a.js", "--tests", "a.test.js"],
      /^--tests takes a name that ends in \.mjs/,
    ],
    [["staff.js", "--logins", "none"], /^--logins takes a whole number/],
    [["staff.js", "--seconds", "0"], /^--seconds takes seconds/],
    [["staff.js", "--seed", "-1"], /^--seed/],
    [["staff.js", "--ouput", "a.js"], /^there is no option --ouput/],
    [["staff.js", "--out", "staff.js"], /--out is the file of the rule, which would be lost/],
    [["staff.js", "--out", "a.js", "--report", "./a.js"], /--report is the file of --out/],
    [["missing.js"], /missing\.js is not there/],
    [["action.js"], /action\.js has no rule: it is an action already/],
    [["typed.ts"], /compile TypeScript/],
    [["staff.js", "--out", "staff.js/a.js"], /cannot be written/],
  ])("%j", async (args, said) => {
    const { code, stdout, stderr } = await run(runMigrate, args);
    expect(stderr).toMatch(said);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(read("staff.js")).toBe(files["staff.js"]);
  });

  test.each<[file: string, said: RegExp]>([
    ["broken.js", /broken\.js:3:1/],
    ["typed.js", /typed\.js:1:15/],
    ["placeholder.js", /the rule is not JavaScript until the keyword @@DOMAIN@@ is filled in/],
  ])("%s, which cannot be loaded, with its place", async (file, said) => {
    const { code, stderr } = await migrate(file);
    expect(stderr).toMatch(said);
    expect(code).toBe(4);
  });

  test("nothing for a placeholder in quotes, which stays", async () => {
    expect((await migrate("quoted.js")).stdout).toContain('"##DOMAIN##"');
  });

  test("in JSON, where JSON is asked for", async () => {
    const { stdout, stderr } = await migrate("broken.js", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ file: "broken.js", line: 3 }] });
    expect(stderr).toBe("");
    expect(JSON.parse((await run(runMigrate, ["--json"])).stdout)).toMatchObject({
      problems: [{}],
    });
  });
});

describe("the module", () => {
  const rule = files["staff.js"] ?? "";

  test("migrates a text, and plays the logins again", async () => {
    const migration = await migrateRule(rule, { logins: 60 });
    if (migration.verdict === "cannot") {
      throw new Error("the rule cannot be an action");
    }
    expect(migration).toMatchObject({ verdict: "same under conditions", level: "idiomatic" });
    const { kept } = migration.exploration;
    const texts = { rule, action: migration.code };
    const played = await compareForms(
      texts,
      kept.map(({ trial }) => trial),
    );
    expect(played.map(({ rule: { result } }) => result)).toEqual(kept.map(({ result }) => result));
    expect(played.flatMap(({ differences }) => differences)).toEqual([]);
    const open = { rule, action: "exports.onExecutePostLogin = async () => {};" };
    const differing = await compareForms(
      open,
      kept.map(({ trial }) => trial),
    );
    expect(differing.flatMap(({ differences }) => differences)).not.toEqual([]);
  });

  test("throws what is wrong with a text that is no rule, with its place", async () => {
    await expect(migrateRule("function (user, context, callback) {\n  if (")).rejects.toMatchObject(
      {
        ...{ name: "SyntaxError", line: 2 },
      },
    );
  });
});
