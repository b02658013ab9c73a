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
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { runMigrate } from "../../src/commands/migrate.ts";
import type { TenantReport } from "../../src/tenant/report/data.ts";

const root = join(import.meta.dirname, "..", "..");
let cwd = "";

const files: Readonly<Record<string, string>> = {
  "tenant/rules/helpers.json": '{ "script": "./helpers.js", "order": 1 }',
  "tenant/rules/helpers.js": `function (user, context, callback) {
  global.isStaff = (email) => /@acme\\.example$/.test(email || "");
  callback(null, user, context);
}
`,
  "tenant/rules/staff.json": '{ "script": "./staff.js", "order": 2 }',
  "tenant/rules/staff.js": `function (user, context, callback) {
  if (!global.isStaff(user.email)) return callback(new UnauthorizedError("Staff only."));
  callback(null, user, context);
}
`,
  "tenant/rules/kind.json": '{ "script": "./kind.js", "order": 3 }',
  "tenant/rules/kind.js": `function (user, context, callback) {
  context.kind = configuration.KIND || "person";
  callback(null, user, context);
}
`,
  "tenant/rules/claim.json": '{ "script": "./claim.js", "order": 4 }',
  "tenant/rules/claim.js": `function (user, context, callback) {
  context.idToken["https://acme.example/kind"] = context.kind;
  callback(null, user, context);
}
`,
  "tenant/rules/off.json": '{ "script": "./off.js", "order": 5, "enabled": false }',
  "tenant/rules/off.js": `function (user, context, callback) {
  context.idToken["https://acme.example/off"] = true;
  callback(null, user, context);
}
`,
  "broken/a.js": "function (user, context, callback) { callback(null, user, context); }\n",
  "broken/b.js": "function (user, context, callback) {\n",
};

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "rules-templates-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
});

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

async function migrate(...args: string[]) {
  const result = { code: 0, stdout: "", stderr: "" };
  result.code = await runMigrate(["--logins", "40", ...args], {
    ...{ root: cwd, cwd, gallery: join(root, "rules.json") },
    stdout: { write: (text) => (result.stdout += text) },
    stderr: { write: (text) => (result.stderr += text) },
    load: () => import("../../src/commands/build/speed/compiler.ts"),
  });
  return result;
}

describe("migrate, given the folder of a tenant,", () => {
  test("writes actions and a report, and says what to read next", async () => {
    const { code, stdout } = await migrate("tenant", "--out", "out");
    expect(stdout.split("\n")).toEqual([
      "tenant: 4 rules → 2 actions",
      "   1  helpers  only helpers",
      "   2  staff    idiomatic, same under conditions",
      expect.stringMatching(/^ {3}3 {2}kind {5}.*claim/),
      expect.stringMatching(/^ {3}4 {2}claim {4}.*claim/),
      "   -  off      disabled: kept, not bound",
      "  2 links between rules kept",
      expect.stringMatching(/^ {2}all rules against all actions: same under conditions, on /),
      "  to fill in: KIND",
      "  next: read out/REPORT.md, then out/README.migration.md",
      "",
    ]);
    expect(code).toBe(0);
    expect(readdirSync(join(cwd, "out/actions")).filter((name) => name.endsWith(".json"))).toEqual([
      "kind to claim.json",
      "off.json",
      "staff.json",
    ]);
    const yaml = readFileSync(join(cwd, "out/new-tenant.migration.yaml"), "utf8");
    expect(yaml.slice(yaml.indexOf("\ntriggers:") + 1)).toBe(
      "triggers:\n  post-login:\n    - action_name: staff\n      display_name: staff\n    - action_name: kind to claim\n      display_name: kind to claim\n",
    );
    const report = readFileSync(join(cwd, "out/REPORT.md"), "utf8");
    expect(report).toContain(
      "| `global.isStaff` | 1 helpers, line 2 | 2 staff, line 2 | helper copied |",
    );
    expect(report).toContain("```mermaid\nflowchart LR\n");
  });

  test("prints JSON", async () => {
    const { stdout } = await migrate("tenant", "--json");
    const report = JSON.parse(stdout) as TenantReport;
    expect(report.rules.map(({ verdict }) => verdict)[0]).toBe("only helpers");
    expect(report.pipeline?.verdict).toBe("same under conditions");
  });

  test("writes for Terraform", async () => {
    await migrate("tenant", "--out", "out", "--to", "terraform");
    expect(
      readFileSync(join(cwd, "out/bindings.tf"), "utf8").match(/auth0_action\.\w+\.id/g),
    ).toEqual(["auth0_action.staff.id", "auth0_action.kind_to_claim.id"]);
  });

  test("names what it cannot read, migrates the rest, and exits with 7", async () => {
    const { code, stdout } = await migrate("broken");
    expect(stdout).toContain("left out: broken/b.js: line 2: the rule is not JavaScript");
    expect(stdout).toContain("broken: 1 rule → 1 action");
    expect(stdout).toContain("    without the 1 rule whose work no action does\n");
    expect(code).toBe(7);
  });

  test("leaves nothing behind when it is interrupted", async () => {
    const interrupt = setTimeout(() => process.emit("SIGINT"), 300);
    const { code, stderr } = await migrate("tenant", "--out", "out", "--logins", "100000");
    clearTimeout(interrupt);
    expect(stderr).toBe("interrupted: nothing was written\n");
    expect(code).toBe(130);
    expect(existsSync(join(cwd, "out"))).toBe(false);
  });

  test.each([
    [
      ["tenant", "--out", "tenant"],
      "tenant holds rules/claim.js, which this command did not write",
    ],
    [["tenant", "--tests", "t.mjs", "--out", "out"], "--tests is for one rule"],
    [["nowhere/"], "nowhere/ is not"],
    [["tenant", "--to", "paper"], "--to takes deploy-cli, terraform or api"],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await migrate(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
