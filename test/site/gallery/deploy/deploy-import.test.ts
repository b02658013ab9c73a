import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { makeDeployFiles, type Files } from "../../../../src/site/gallery/deploy/deploy-files.ts";
import { aShownTemplate } from "../../samples.ts";
import { StandInTenant } from "../../support/stand-in-tenant.ts";

const client = createRequire(import.meta.url).resolve("auth0-deploy-cli");

const template = aShownTemplate({
  id: "send-mail",
  title: "Send mail",
  code: "function sendMail(user, context, callback) { callback(null, user, context); }",
  configuration: [{ key: "API_KEY", description: "", required: true, secret: true }],
  action: {
    trigger: "post-login",
    code: "exports.onExecutePostLogin = async () => {};",
    dependencies: [],
    secrets: ["API_KEY"],
  },
});

/** One run of the real client, which takes a second to start: all go at once, before the tests. */
interface Import {
  readonly code: number;
  readonly output: string;
  readonly actions: readonly string[];
  readonly secrets: unknown;
  readonly rules: readonly string[];
  readonly bindings: readonly string[];
  /** What it asked the tenant to change, as method and path. */
  readonly changes: readonly string[];
  readonly readme: string | undefined;
}

let alone: Import;
let rule: Import;
let own: Import;
let careless: Import;
let home = "";

const credentials = {
  AUTH0_DOMAIN: "tenant.example",
  AUTH0_CLIENT_ID: "client",
  AUTH0_CLIENT_SECRET: "secret",
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "rules-templates-"));
  const files = makeDeployFiles(template, "action", {});
  const ruleFiles = makeDeployFiles(template, "rule", {});
  const deletes = { AUTH0_ALLOW_DELETE: "true" };
  const keywords = { AUTH0_KEYWORD_REPLACE_MAPPINGS: { API_KEY: "a key" } };
  const config = JSON.stringify({ ...credentials, ...keywords, AUTH0_ALLOW_DELETE: true });
  const byOwn = "import --config_file ../own.json --input_file . --env=false".split(" ");
  [alone, rule, own, careless] = await Promise.all([
    runImport("alone", { ...files, ...filledIn(files, keywords) }, commandOf(files), deletes),
    runImport(
      "rule",
      { ...ruleFiles, ...filledIn(ruleFiles, keywords) },
      commandOf(ruleFiles),
      deletes,
    ),
    runImport("own", { ...ownExport, ...files, "../own.json": config }, byOwn),
    runImport("careless", { ...files, "../own.json": config }, byOwn),
  ]);
}, 120_000);

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** As the client exports the stand-in's two actions. */
const ownExport: Files = {
  "README.md": "# Mine\n",
  ...Object.fromEntries(
    ["Mine", "Of a colleague"].flatMap((name) => [
      [`actions/${name}/code.js`, "exports.onExecutePostLogin = async () => {};"],
      [
        `actions/${name}.json`,
        JSON.stringify({
          name,
          code: `./actions/${name}/code.js`,
          runtime: "node22",
          supported_triggers: [{ id: "post-login", version: "v3" }],
        }),
      ],
    ]),
  ),
};

/** The command of the README, as it is written there. */
function commandOf(files: Files): string[] {
  const [, command = ""] = /^ {4}a0deploy (.*)$/m.exec(files["README.send-mail.md"] ?? "") ?? [];
  return command.split(" ");
}

/** The configuration, filled in as the README says. */
function filledIn(files: Files, keywords: object): Files {
  const name = "config.send-mail.json";
  const config = JSON.parse(files[name] ?? "") as object;
  return { [name]: JSON.stringify({ ...config, ...credentials, ...keywords }) };
}

async function runImport(
  name: string,
  files: Files,
  args: readonly string[],
  ...[variables = {}]: NodeJS.ProcessEnv[]
): Promise<Import> {
  const folder = join(home, name, "export");
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const tenant = await StandInTenant.open({
    actions: ["Mine", "Of a colleague"],
    rules: ["Old rule"],
  });
  try {
    const ended = await runClient(folder, args, { ...variables, STAND_IN: tenant.origin });
    const readme = join(folder, "README.md");
    return {
      ...ended,
      actions: tenant.namesOf("actions"),
      secrets: tenant.lists["actions"]?.at(-1)?.["secrets"],
      rules: tenant.namesOf("rules"),
      bindings: [...tenant.bindings],
      changes: [...tenant.changes],
      readme: existsSync(readme) ? readFileSync(readme, "utf8") : undefined,
    };
  } finally {
    await tenant.close();
  }
}

/**
 * Sends what goes to the tenant's domain to the stand-in: the real one is always asked by https. And has the client hold
 * what it reads against the schemas of that alone: to compile those of all that a tenant has takes it eight seconds.
 */
const preload = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from "node:module";
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const address = new URL(typeof input === "string" ? input : input.url ?? String(input));
    if (address.host !== "tenant.example") throw new Error("no other host: " + address.host);
    return real(process.env.STAND_IN + address.pathname + address.search, init);
  };
  const { prototype } = createRequire(${JSON.stringify(client)})("ajv/lib/ajv");
  const { validate } = prototype;
  prototype.validate = function (schema, assets) {
    if (schema.properties?.actions === undefined) return validate.call(this, schema, assets);
    const read = Object.entries(schema.properties).filter(([name]) => name in assets);
    return validate.call(this, { ...schema, properties: Object.fromEntries(read) }, assets);
  };`)}`;

function runClient(cwd: string, args: readonly string[], variables: NodeJS.ProcessEnv) {
  const { PATH, HOME } = process.env;
  return new Promise<{ code: number; output: string }>((resolve) => {
    execFile(
      process.execPath,
      ["--import", preload, client, ...args],
      { cwd, env: { PATH, HOME, ...variables } },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr });
      },
    );
  });
}

const others = ["Mine", "Of a colleague"];

describe("the download for the Deploy CLI, imported alone as its README says", () => {
  test("adds the action, with its secrets", () => {
    expect(alone.output).toContain("Import Successful");
    expect(alone.actions).toEqual([...others, "Send mail"]);
    expect(alone.secrets).toEqual([{ name: "API_KEY", value: "a key" }]);
  });

  test("deletes and binds nothing, though the shell allows deletes", () => {
    expect(alone.changes.filter((change) => !/^POST \S+\/actions\/actions/.test(change))).toEqual(
      [],
    );
    expect(alone.bindings).toEqual(others);
  });

  test("adds the rule, and leaves all others", () => {
    expect(rule.output).toContain("Import Successful");
    expect(rule.rules).toEqual(["Old rule", "Send mail"]);
    expect(rule.changes.join()).not.toContain("DELETE");
    expect(rule.actions).toEqual(others);
  });
});

describe("the download, copied into one's own export where deletes are allowed", () => {
  test("adds the action, and takes nothing away", () => {
    expect(own.output).toContain("Import Successful");
    expect(own.actions).toEqual([...others, "Send mail"]);
    expect(own.changes.join()).not.toContain("DELETE");
  });

  test("leaves the bindings as they are, and the README", () => {
    expect(own.bindings).toEqual(others);
    expect(own.readme).toBe("# Mine\n");
  });
});

test("a folder that is not one's own export does delete, as the README warns", () => {
  expect(careless.actions).toEqual(["Send mail"]);
});
