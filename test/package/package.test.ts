import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import type ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { compiler } from "../../scripts/pack/compiler.js";
import type { Gallery } from "../../src/gallery/entry.ts";
import { findUnexplained, findUnsourced } from "./documentation.ts";
import { findEvaluation } from "./evaluation.ts";
import { openShell, type Shell } from "./npm.ts";
import { jestConfigurations, realmTest, runners } from "./runners.ts";

const root = dirname(dirname(import.meta.dirname));

const template = `---
overview: Lets every login go on.
categories:
  - default
no_action: It is here to be built.
---

# Example

Lets every login go on.

\`\`\`js
function example(user, context, callback) {
  callback(null, user, context);
}
\`\`\`

\`\`\`json example
{ "title": "Any login", "login": {} }
\`\`\`
`;

const consumer = `import rules, { type Gallery, type GalleryTemplate, type Setting } from "rules-templates";

import file from "rules-templates/rules.json" with { type: "json" };

const gallery: Gallery = rules;
export const same: Gallery = file;
const templates: GalleryTemplate[] = gallery.flatMap(({ templates }) => templates);
export const settings: Setting[] = templates.flatMap(({ configuration }) => configuration);
export const secrets: (string[] | undefined)[] = templates.map(({ action }) => action?.secrets);
export const outages: ("allow" | "deny" | undefined)[] = templates.map(({ outage }) => outage);
// @ts-expect-error: a field that there is not, which would be there if all this were any.
export const missing = templates.map(({ price }) => price);
// @ts-expect-error: the same for the file.
export const absent = file.map(({ price }) => price);
`;

const author = `import {
  aUser,
  createTenant,
  loadAction,
  loadRule,
  runRule,
  serveTenant,
  type Outcome,
  type PostLoginHandler,
  type Rule,
} from "rules-templates/emulator";

export const rule: Rule = (user, context, callback) => {
  const country: string | undefined = context.request?.geoip?.country_code;
  callback(null, { ...user, nickname: user.email ?? "" }, { ...context, idToken: { country } });
};
export const action: PostLoginHandler = async (event, api) => {
  const name: string | undefined = event.user.given_name;
  api.idToken.setCustomClaim("name", name).access.deny("no");
};
const tenant = createTenant({
  users: [aUser()],
  management: [429, "ok"],
  managementApi: true,
  applications: [{ client_id: "m2m", client_secret: "shh", scopes: "read:users" }],
});
export const stop: () => void = serveTenant(tenant);
const rules = [loadRule("function () {}", { runtime: "node12" })];
export const ended: Promise<Outcome> = tenant.login({ rules, actions: [loadAction("")], prompt: "none" });
export const reason: string | undefined = (await runRule(rules[0]!, { protocol: "samlp" })).reason;
// @ts-expect-error: a method that there is not, which would be there if all this were any.
export const wrong: PostLoginHandler = async (_event, api) => api.idToken.setClaim("a", 1);
`;

/** What somebody writes who has made an action of a rule by hand. */
const pairTest = `import assert from "node:assert/strict";
import { comparePair } from "rules-templates/emulator";
const { test } = await import(process.env.VITEST ? "vitest" : "node:test");

const rule = \`function (user, context, callback) {
  if (!user.email_verified) return callback(new UnauthorizedError("verify"));
  callback(null, user, context);
}\`;
const action = \`exports.onExecutePostLogin = async (event, api) => {
  if (!event.user.email_verified) api.access.deny("verify");
};\`;

test("the action does what the rule did", async () => {
  const { difference } = await comparePair(rule, action, { logins: 100 });
  assert.equal(difference, undefined);
});
`;

/**
 * All that the declarations need beside the language: what Node's types and those of the web both
 * have.
 */
const web = `declare class AbortSignal {}
declare class Request {}
declare class Response {}
declare class URL {}
declare function fetch(input: string | URL, init?: { signal?: AbortSignal }): Promise<Response>;
type RequestInit = Parameters<typeof fetch>[1];
`;

/** Parses each library of the language once. */
function cachingHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = compiler.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) => {
    if (!path.includes("/typescript/lib/")) {
      return getSourceFile(path, ...rest);
    }
    const file = libraries.get(path) ?? getSourceFile(path, ...rest);
    if (file) {
      libraries.set(path, file);
    }
    return file;
  };
  return host;
}

const libraries = new Map<string, ts.SourceFile>();

/** What rules and actions are given, as the platform has it. */
const platformTypes = [
  ..."Rule RuleCallback RuleUser RuleContext RuleRequest RuleGeoip RuleMethod Identity".split(" "),
  ..."PostLoginHandler PostLoginEvent PostLoginApi EventUser EventRequest EventSession".split(" "),
  ..."EventRefreshToken EventTransaction EventDevice EnrolledFactor Geoip RiskAssessment".split(
    " ",
  ),
  ..."AuthenticationMethod SessionTransferToken Factor FactorOptions CacheApi GroupsApi".split(" "),
  ..."RolesApi SamlResponse SessionApi RefreshTokenApi ManagementClient".split(" "),
];

/** What npm makes a command, in the folder of whoever has installed the package. */
const command = join("node_modules", "rules-templates", "dist", "bin.cjs");

describe("the package", { timeout: 120_000 }, () => {
  let shell: Shell;
  let installed: string;

  beforeAll(async () => {
    shell = await openShell();
    installed = join(shell.folder, "node_modules", "rules-templates");
    await write("package.json", '{ "private": true }');
    await write("rules/example.md", template);
    await succeed(shell.npm("pack", root));
    const [tarball = "no tarball"] = (await readdir(shell.folder)).filter((name) =>
      name.endsWith(".tgz"),
    );
    await succeed(shell.npm("install", "--offline", "--no-audit", "--no-fund", `./${tarball}`));
  }, 120_000);

  afterAll(async () => {
    await shell.remove();
  });

  async function succeed(running: ReturnType<Shell["npm"]>): Promise<string> {
    const { code, stdout, stderr } = await running;
    if (code !== 0) {
      throw new Error(stdout + stderr);
    }
    return stdout;
  }

  async function write(file: string, text: string): Promise<void> {
    const path = join(shell.folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  async function read(file: string): Promise<string> {
    return readFile(join(installed, file), "utf8");
  }

  async function readGallery(): Promise<Gallery> {
    return JSON.parse(await readFile(join(root, "rules.json"), "utf8")) as Gallery;
  }

  test("holds what it is made of, and nothing else", async () => {
    const entries = await readdir(installed, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(installed.length + 1));
    const names = files.map((file) =>
      file.replaceAll("\\", "/").replace(/-[A-Z0-9]{8}\./, "-HASH."),
    );
    // How many chunks there are is the bundler's affair.
    expect([...new Set(names)].sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/bin.cjs",
      "dist/compiler.cjs",
      "dist/emulator.d.ts",
      "dist/emulator.js",
      "dist/explore.cjs",
      "dist/export.cjs",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/migrate.cjs",
      "dist/rules.d.ts",
      "dist/site.cjs",
      "dist/site/assets/chunk-HASH.js",
      "dist/site/assets/code-mirror-HASH.js",
      "dist/site/assets/code-playground-HASH.js",
      "dist/site/assets/deploy-files-HASH.js",
      "dist/site/assets/early-HASH.js",
      "dist/site/assets/explore-here-HASH.js",
      "dist/site/assets/frame-HASH.html",
      "dist/site/assets/highlight-HASH.js",
      "dist/site/assets/icon-HASH.svg",
      "dist/site/assets/inter-latin-wght-normal-HASH.woff2",
      "dist/site/assets/main-HASH.js",
      "dist/site/assets/migrator-HASH.js",
      "dist/site/assets/package-jsonwebtoken-HASH.txt",
      "dist/site/assets/package-lodash-HASH.txt",
      "dist/site/assets/package-moment-HASH.txt",
      "dist/site/assets/package-uuid-HASH.txt",
      "dist/site/assets/run-migration-HASH.js",
      "dist/site/assets/sanitize-HASH.js",
      "dist/site/assets/styles-HASH.css",
      "dist/site/assets/template-playground-HASH.js",
      "dist/site/assets/zip-HASH.js",
      "dist/site/index.html",
      "dist/site/licenses.txt",
      "dist/third-party-licenses.txt",
      "dist/try.cjs",
      "package.json",
      "rules.json",
      "rules.schema.json",
      "template.schema.json",
    ]);
  });

  test("depends on nothing and runs nothing when it is installed", async () => {
    const { dependencies, scripts } = JSON.parse(await read("package.json")) as {
      dependencies?: object;
      scripts: object;
    };
    expect(dependencies).toBeUndefined();
    expect(Object.keys(scripts)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:pre|post)?(?:install|prepare)$/)]),
    );
  });

  test("gives the gallery to an import", async () => {
    const script = 'import rules from "rules-templates"; console.log(JSON.stringify(rules));';
    const printed = await succeed(shell.node("--input-type=module", "--eval", script));
    expect(JSON.parse(printed)).toEqual(await readGallery());
  });

  test("gives rules.json, byte for byte", async () => {
    const script = 'console.log(require.resolve("rules-templates/rules.json"));';
    const path = (await succeed(shell.node("--eval", script))).trim();
    expect(await readFile(path, "utf8")).toBe(await readFile(join(root, "rules.json"), "utf8"));
  });

  test("gives rules.json to an import of the file", async () => {
    const script =
      'import rules from "rules-templates/rules.json" with { type: "json" }; console.log(JSON.stringify(rules));';
    const printed = await succeed(shell.node("--input-type=module", "--eval", script));
    expect(JSON.parse(printed)).toEqual(await readGallery());
  });

  test("gives the gallery to a bundler for browsers", async () => {
    await write("browser.js", 'import rules from "rules-templates"; export default rules;');
    const { outputFiles } = await build({
      absWorkingDir: shell.folder,
      entryPoints: ["browser.js"],
      bundle: true,
      platform: "browser",
      format: "esm",
      write: false,
    });
    const code = Buffer.from(outputFiles[0]?.contents ?? "").toString("base64");
    const module: unknown = await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`);
    expect(module).toMatchObject({ default: await readGallery() });
  });

  test.each([
    ["as Node does", compiler.ModuleKind.NodeNext, compiler.ModuleResolutionKind.NodeNext],
    ["as bundlers do", compiler.ModuleKind.ESNext, compiler.ModuleResolutionKind.Bundler],
  ])("has types for a strict program that resolves modules %s", async (_, module, resolution) => {
    await write("consumer.mts", consumer);
    await write("author.mts", author);
    await write("web.d.ts", web);
    const options = {
      module,
      moduleResolution: resolution,
      target: compiler.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts"],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      skipLibCheck: false,
      types: [],
      noEmit: true,
    };
    const host = cachingHost(options);
    const sources = ["consumer.mts", "author.mts", "web.d.ts"].map((file) =>
      join(shell.folder, file),
    );
    const program = compiler.createProgram(sources, options, host);
    const files = program
      .getSourceFiles()
      .filter((file) => !program.isSourceFileDefaultLibrary(file));
    const problems = [
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...files.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ]),
    ];
    expect(compiler.formatDiagnostics(problems, host)).toBe("");
    const own = files.flatMap(({ fileName }) => fileName.split("/rules-templates/")[1] ?? []);
    expect(own).toEqual(["dist/index.d.ts", "dist/rules.d.ts", "dist/emulator.d.ts"]);
  });

  test("explains each property that an author completes, and where that stands", async () => {
    const declarations = await read("dist/emulator.d.ts");
    expect(findUnexplained(declarations)).toEqual([]);
    expect(findUnsourced(declarations, platformTypes)).toEqual([]);
    expect(findUnexplained("interface A {\n/** Good. */\nb: { c: 1 }; d(): void }")).toEqual([
      "A.b.c",
      "A.d",
    ]);
    expect(findUnsourced("/** No. */ interface A {}", ["A", "B"])).toEqual(["A", "B"]);
  });

  test("runs the first example of the README", async () => {
    const [, example = ""] = /```js\n(.*?)```/s.exec(await read("README.md")) ?? [];
    const printed = await succeed(shell.node("--input-type=module", "--eval", example));
    const lines = (await readGallery()).flatMap(({ label, templates }) => [
      label,
      ...templates.map(({ id, title, overview }) => `  ${title} (${id}): ${overview}`),
    ]);
    expect(printed.split("\n").slice(0, -1)).toEqual(lines);
  });

  test("runs the test of a rule that is in docs/testing.md", async () => {
    const page = await readFile(join(root, "docs/testing.md"), "utf8");
    const [rule = "", itsTest = ""] = [...page.matchAll(/```js\n(.*?)```/gs)].map(
      ([, code]) => code,
    );
    await write("plan.js", rule);
    await write("plan.test.mjs", itsTest);
    expect(await succeed(shell.node("--test", "--test-reporter=tap", "plan.test.mjs"))).toMatch(
      /^# pass 2\n# fail 0$/m,
    );
  });

  test("tells a test under node --test and Vitest that an action does what its rule did", async () => {
    await write("pair.test.mjs", pairTest);
    const own = await succeed(shell.node("--test", "--test-reporter=tap", "pair.test.mjs"));
    expect(own).toMatch(/^# pass 1\n# fail 0$/m);
    const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
    await succeed(shell.node(vitest, "run", "pair.test.mjs"));
  });

  describe("loads scripts into the realm of their test", () => {
    beforeAll(async () => {
      // Two files, because runners run a single one without their workers.
      for (const name of ["realm", "realm-again"]) {
        await write(`${name}.test.mjs`, realmTest);
        const bundled = { entryPoints: [`${name}.test.mjs`], outfile: `${name}.test.js` };
        const options = { bundle: true, platform: "node", format: "cjs" } as const;
        await build({ absWorkingDir: shell.folder, ...bundled, ...options });
      }
      for (const [file, configuration] of Object.entries(jestConfigurations)) {
        await write(file, JSON.stringify(configuration));
      }
    });

    test.each(runners)("under $name", async ({ args }) => {
      const { code, stdout, stderr } = await shell.node(...args(root));
      expect(code, stdout + stderr).toBe(0);
    });
  });

  test("has a command, whose help is in the README", async () => {
    const commands = await readdir(join(shell.folder, "node_modules", ".bin"));
    expect(commands).toContain("rules-templates");
    const help = await succeed(shell.node(command, "--help"));
    expect(help).toMatch(/^Usage: /);
    expect(await read("README.md")).toContain(`\`\`\`text\n${help}\`\`\`\n`);
    expect(await succeed(shell.node(command))).toBe(help);
    const { version } = JSON.parse(await read("package.json")) as { version: string };
    expect(await succeed(shell.node(command, "--version"))).toBe(`${version}\n`);
  });

  test.each(["18.20.8", "20.18.3"])("says which Node it needs on Node %s", async (version) => {
    const older = `Object.defineProperties(process, {
      version: { value: "v${version}" },
      versions: { value: { node: "${version}" } },
    });`;
    const command = join("node_modules", "rules-templates", "dist", "bin.cjs");
    const preload = `data:text/javascript;base64,${Buffer.from(older).toString("base64")}`;
    expect(await shell.node("--import", preload, command)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: `rules-templates needs Node 20.19 or newer, and this is v${version}.\n`,
    });
  });

  test("builds a folder of templates", async () => {
    await succeed(shell.node(command, "--out", "built.json"));
    const built = await readFile(join(shell.folder, "built.json"), "utf8");
    expect(JSON.parse(built)).toMatchObject([{ name: "default", templates: [{ id: "example" }] }]);
  });

  test("tries a template of its gallery, and a rule of the folder", async () => {
    const rule = "function (user, context, callback) {\n  callback(null, user, context);\n}";
    await write("hello.js", rule);
    expect(await succeed(shell.node(command, "try", "mailgun"))).toMatch(
      /^mailgun, rule\n {2}allowed/,
    );
    expect(await succeed(shell.node(command, "try", "hello.js"))).toMatch(
      /^hello\.js, rule\n {2}allowed/,
    );
  });

  test("writes its site for a web host", async () => {
    const command = join("node_modules", "rules-templates", "dist", "bin.cjs");
    await succeed(shell.node(command, "site", "--out", "www"));
    const page = await readFile(join(shell.folder, "www", "index.html"), "utf8");
    const [, script = "none"] = /type="module" src="([^"]+)"/.exec(page) ?? [];
    expect((await readdir(join(shell.folder, "www"), { recursive: true })).sort()).toEqual(
      expect.arrayContaining([join(script), "licenses.txt", "rules.json"]),
    );
    expect(JSON.parse(await readFile(join(shell.folder, "www", "rules.json"), "utf8"))).toEqual(
      await readGallery(),
    );
  });

  test.each([
    ...["preact", "minisearch", "dompurify", "@fontsource-variable/inter"],
    ...["@codemirror/view", "@lezer/common", "fflate", "acorn", "buffer", "unenv"],
  ])("hands on the license of %s with the site, which contains its code", async (name) => {
    const licenses = (await read("dist/site/licenses.txt")).split("\n---\n");
    const own = licenses.filter((text) => text.includes(`\n${name} `));
    expect(own).toEqual([expect.stringMatching(/copyright/i)]);
  });

  test("evaluates text only to run a script in the emulator, for `try` in a thread", async () => {
    const names = await readdir(join(installed, "dist"), { recursive: true });
    const scripts = names.filter((name) => /\.c?js$/.test(name));
    const found = await Promise.all(
      scripts.map(async (name) => {
        const places = findEvaluation(await read(`dist/${name}`));
        return places.map((place) => `${name}: ${place.split(" ")[1] ?? ""}`);
      }),
    );
    // The program of the thread, with compileFunction, and what starts it, with runInThisContext,
    // are texts in try.cjs, explore.cjs, migrate.cjs and emulator.js. Where a test runner has a
    // realm of its own, only its `eval` makes code for it; runInThisContext asks whether it has
    // one, and scripts may use `Function`.
    expect([...new Set(found.flat())].sort()).toEqual([
      "emulator.js: Function",
      "emulator.js: compileFunction",
      "emulator.js: eval",
      "emulator.js: runInThisContext",
      "explore.cjs: eval",
      "migrate.cjs: eval",
      "try.cjs: eval",
    ]);
  });

  test.each(["bin.cjs", "compiler.cjs"])("has no eval( nor new Function( in %s", async (file) => {
    expect(await read(`dist/${file}`)).not.toMatch(/\beval\(|new Function\(/);
  });

  test.each([
    "@noble/hashes",
    "acorn",
    "ajv",
    "gray-matter",
    "lodash",
    "micromark",
    "remark-html",
    "yaml",
  ])("holds the license of %s, whose code it contains", async (name) => {
    const licenses = (await read("dist/third-party-licenses.txt")).split("\n---\n");
    const own = licenses.filter((text) => text.includes(`\n${name} `));
    expect(own).toEqual([expect.stringMatching(/copyright/i)]);
  });
});
