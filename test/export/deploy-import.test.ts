import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { makeRuleFiles } from "../../src/export/deploy-cli/rule-files.ts";
import type { Files } from "../../src/export/deployment.ts";
import { exportFiles } from "../../src/export/export.ts";
import { aDeployment } from "./samples.ts";
import {
  commandsOf,
  credentials,
  fillConfig,
  runClient,
  writeFiles,
  type Run,
} from "./tenant/deploy-cli.ts";
import { StandInTenant } from "./tenant/stand-in-tenant.ts";

const deployment = aDeployment();
const names = ["Ask ${twice} /b", "Send mail", "Switched off"];
const bound = ["Send mail", "Ask ${twice} /b"];
const others = ["Mine", "Of a colleague"];
const keywords = { API_KEY: 'a "key"' };
const deletes = { AUTH0_ALLOW_DELETE: "true" };

interface Import extends Run {
  readonly tenant: StandInTenant;
  readonly folder: string;
}

/** Runs of the real client, which takes a second to start: all go at once, before the tests. */
const runs: Record<string, Import> = {};
const tenants: StandInTenant[] = [];
let home = "";
/** The state of the new tenant after one import, and after two. */
const states: string[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "rules-templates-"));
  const files = fillConfig(exportFiles(deployment, "deploy-cli"), keywords);
  const yaml = fillConfig(exportFiles(deployment, "deploy-cli", "yaml"), keywords);
  const rule = fillConfig(makeRuleFiles(aRule), keywords);
  const config = { AUTH0_KEYWORD_REPLACE_MAPPINGS: keywords, AUTH0_ALLOW_DELETE: true };
  const own = { "../own.json": JSON.stringify({ ...credentials, ...config }) };
  const byOwn = "import --config_file ../own.json --input_file . --env=false".split(" ");
  const [alone = [], fresh = []] = commandsOf(files);
  const [ofYaml = []] = commandsOf(yaml);
  const [ofRule = []] = commandsOf(rule);
  await Promise.all([
    run("alone", { files, args: alone, has: others, variables: deletes }),
    run("yaml", { files: yaml, args: ofYaml, has: others, variables: deletes }),
    run("rule", { files: rule, args: ofRule, has: others, variables: deletes }),
    run("own", { files: { ...ownExport, ...files, ...own }, args: byOwn, has: others }),
    run("careless", { files: { ...files, ...own }, args: byOwn, has: others }),
    run("fresh", { files, args: fresh, has: [] }).then(runAgain),
  ]);
}, 120_000);

afterAll(async () => {
  await Promise.all(tenants.map((tenant) => tenant.close()));
  rmSync(home, { recursive: true, force: true });
});

const aRule = {
  ...{ id: "send-mail", name: "Send mail", overview: "Sends mail." },
  code: "function sendMail(user, context, callback) { callback(null, user, context); }",
  settings: [{ key: "API_KEY" }],
  left: [],
};

/** As the client exports the stand-in's two actions. */
const ownExport: Files = {
  "README.md": "# Mine\n",
  ...Object.fromEntries(
    others.flatMap((name) => [
      [`actions/${name}/code.js`, "exports.onExecutePostLogin = async () => {};"],
      [
        `actions/${name}.json`,
        JSON.stringify({
          ...{ name, code: `./actions/${name}/code.js`, runtime: "node22" },
          supported_triggers: [{ id: "post-login", version: "v3" }],
        }),
      ],
    ]),
  ),
};

interface Plan {
  readonly files: Files;
  readonly args: readonly string[];
  /** The actions that the tenant has before. */
  readonly has: readonly string[];
  readonly variables?: NodeJS.ProcessEnv;
}

async function run(name: string, { files, args, has, variables = {} }: Plan): Promise<Plan> {
  const folder = join(home, name, "export");
  writeFiles(folder, files);
  const tenant = await StandInTenant.open({ actions: has, rules: ["Old rule"] });
  tenants.push(tenant);
  const ended = await runClient(folder, args, { origin: tenant.origin, variables });
  runs[name] = { ...ended, tenant, folder };
  return { files, args, has };
}

/** Imports into the new tenant a second time, and exports what it has then. */
async function runAgain({ args }: Plan): Promise<void> {
  const { tenant, folder } = runOf("fresh");
  const { origin } = tenant;
  states.push(stateOf(tenant));
  const again = await runClient(folder, args, { origin });
  states.push(stateOf(tenant));
  const out = join(home, "exported");
  writeFiles(out, {
    "config.json": JSON.stringify({ ...credentials, AUTH0_INCLUDED_ONLY: ["actions", "triggers"] }),
  });
  const command =
    "export --config_file config.json --format directory --output_folder . --env=false";
  const exported = await runClient(out, command.split(" "), { origin });
  runs["again"] = { ...again, tenant, folder };
  runs["exported"] = { ...exported, tenant, folder: out };
}

function stateOf({ store }: StandInTenant): string {
  return JSON.stringify([store.actions, store.bound]);
}

function runOf(name: string): Import {
  const found = runs[name];
  if (!found) {
    throw new Error(`${name} did not run`);
  }
  return found;
}

function namesIn({ tenant }: Import): string[] {
  return tenant.store.actions.map(({ name }) => name).sort();
}

function secretsOf({ tenant }: Import, wanted: string): unknown {
  return tenant.store.actions.find(({ name }) => name === wanted)?.secrets;
}

describe.each(["alone", "yaml"])("files for the Deploy CLI, imported alone (%s)", (name) => {
  test("add the actions, with their secrets", () => {
    const imported = runOf(name);
    expect(imported.output).toContain("Import Successful");
    expect(namesIn(imported)).toEqual([...others, ...names].sort());
    expect(secretsOf(imported, "Send mail")).toEqual([
      { name: "API_KEY", value: 'a "key"' },
      { name: "DOMAIN", value: "mg.example.com" },
    ]);
    expect(secretsOf(imported, "Ask ${twice} /b")).toContainEqual({
      name: "Api-Key",
      value: 'a "quoted" ${text} %{with}\n\b lines\\',
    });
  });

  test("delete and bind nothing, though the shell allows deletes", () => {
    const { tenant } = runOf(name);
    expect(tenant.changes.filter((change) => !/^POST \S+\/actions\/actions/.test(change))).toEqual(
      [],
    );
    expect(tenant.store.bound).toEqual(others);
  });
});

describe("files for the Deploy CLI, imported into a new tenant as their README says", () => {
  test("add and bind the actions in their order, in one go", () => {
    const fresh = runOf("fresh");
    expect(fresh.output).toContain("Import Successful");
    expect(fresh.tenant.store.bound).toEqual(bound);
    expect(namesIn(fresh)).toEqual(names);
  });

  test("change nothing when they are imported again", () => {
    expect(runOf("again").output).toContain("Import Successful");
    expect(states[1]).toBe(states[0]);
  });

  test("come out of an export as they went in", () => {
    const { folder, output } = runOf("exported");
    expect(output).toContain("Export Successful");
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    expect(JSON.parse(read("triggers/triggers.json"))).toEqual({
      "post-login": bound.map((actionName) => ({
        action_name: actionName,
        display_name: actionName,
      })),
    });
    const files = exportFiles(deployment, "deploy-cli");
    expect(read("actions/Send mail/code.js")).toBe(files["actions/Send mail/code.js"]);
    const exported = JSON.parse(read("actions/Send mail.json")) as Record<string, unknown>;
    const { secrets, ...written } = JSON.parse(files["actions/Send mail.json"] ?? "") as Record<
      string,
      unknown
    >;
    expect(exported).toMatchObject(written);
    expect((exported["secrets"] as { name: string }[]).map(({ name }) => ({ name }))).toEqual(
      (secrets as { name: string }[]).map(({ name }) => ({ name })),
    );
  });
});

describe("files for the Deploy CLI, copied into one's own export where deletes are allowed", () => {
  test("add the actions, and take nothing away", () => {
    const own = runOf("own");
    expect(own.output).toContain("Import Successful");
    expect(namesIn(own)).toEqual([...others, ...names].sort());
    expect(own.tenant.changes.join()).not.toContain("DELETE");
  });

  test("leave the bindings as they are, and the README", () => {
    const { tenant, folder } = runOf("own");
    expect(tenant.store.bound).toEqual(others);
    expect(existsSync(join(folder, "README.md"))).toBe(true);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("# Mine\n");
  });
});

test("a folder that is not one's own export does delete, as the README warns", () => {
  expect(namesIn(runOf("careless"))).toEqual(names);
});

test("files of a rule add it, and leave all others", () => {
  const { output, tenant } = runOf("rule");
  expect(output).toContain("Import Successful");
  expect(tenant.rules.map(({ name }) => name)).toEqual(["Old rule", "Send mail"]);
  expect(tenant.configs).toEqual({ API_KEY: 'a "key"' });
  expect(tenant.changes.join()).not.toContain("DELETE");
  expect(tenant.store.bound).toEqual(others);
});
