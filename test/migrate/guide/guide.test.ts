import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import prettier from "prettier";
import { expect, test } from "vitest";

import { runMigrate } from "../../../src/commands/migrate.ts";
import { migrate, type Migration } from "../../../src/migrate/migrate.ts";
import { constructs } from "../../../src/migrate/translate/constructs.ts";
import { obstacleTexts } from "../../../src/migrate/translate/obstacles.ts";
import { samlSetters, shapes } from "../../../src/migrate/translate/read/shapes.ts";
import { generalConditions } from "../../../src/migrate/verify/general.ts";
import { performHere } from "../perform-here.ts";
import { frequent, type Frequent } from "./frequent.ts";

// docs/migrate.md has these tables. After a change: npx vitest run test/migrate/guide -u

const file = join(import.meta.dirname, "../../../docs/migrate.md");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, head.map(() => "---"), ...rows];
  return cells
    .map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

function code(text: string): string {
  return text === "" ? "" : `\`${text}\``;
}

/** A link that is called by the page that it leads to. */
function link(url: string): string {
  return `[${url.split("/").findLast((part) => part !== "") ?? url}](${url})`;
}

function sentence(text: string): string {
  const plain = text.replace(/[<>*_]/g, (sign) => `\\${sign}`);
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}

/** What became of the examples, by their texts. */
const migrated = new Map<string, Migration>();

async function migrateExample({ example }: Frequent): Promise<Migration> {
  const start = example.includes("await ") ? "async function" : "function";
  const rule = `${start} rule(user, context, callback) {\n${example}\n}`;
  const options = { perform: performHere, version: "1.0.0", seed: 1, logins: 25 };
  const migration = migrated.get(example) ?? (await migrate(rule, options));
  migrated.set(example, migration);
  return migration;
}

async function renderFrequent(): Promise<string> {
  const rows: string[][] = [];
  for (const row of frequent) {
    const migration = await migrateExample(row);
    const sentences =
      migration.verdict === "cannot"
        ? []
        : migration.conditions.filter(({ place }) => place).map((condition) => condition.sentence);
    const conditions = [...new Set(sentences)].map(sentence).join("; ");
    rows.push([row.what, row.becomes, row.level, conditions, link(row.source)]);
  }
  return table(["a rule has", "an action has", "level", "conditions", "source"], rows);
}

function renderReads(): string {
  const rows = Object.entries(shapes).flatMap(([path, { renamed = {} }]) =>
    Object.entries(renamed).map(([key, name]) => {
      const base = path.replace(/^context/, "event");
      return [code(`${path}.${key}`), code(`${base}.${name}`)];
    }),
  );
  return table(["rule", "action"], rows);
}

function renderConstructs(): string {
  const rows = Object.values(constructs).map(({ rule, action, sentence: said, source }) => [
    ...[code(rule), code(action), sentence(said), link(source)],
  ]);
  return table(["rule", "action", "why", "source"], rows);
}

function renderSaml(): string {
  const rows = Object.entries(samlSetters).map(([key, setter]) => [
    ...[code(`context.samlConfiguration.${key}`), code(`api.samlResponse.${setter}`)],
  ]);
  return table(["rule", "action"], rows);
}

function renderObstacles(): string {
  const rows = Object.values(obstacleTexts).map(({ reason, instead, adapterHelps, source }) => [
    ...[sentence(reason), sentence(instead), adapterHelps ? "yes" : "no", link(source)],
  ]);
  return table(["what is there", "what to do instead", "adapter", "source"], rows);
}

function renderGeneral(): string {
  const rows = generalConditions.map(({ sentence: said, source }) => [
    sentence(said),
    link(source),
  ]);
  return table(["condition", "source"], rows);
}

/** The command with the rule that the guide shows first, and the action that it writes. */
async function renderSession(guide: string): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), "rules-templates-"));
  const [, rule = ""] = /^```js\n\/\/ staff\.js\n([^]*?)^```$/m.exec(guide) ?? [];
  writeFileSync(join(cwd, "staff.js"), rule);
  let stdout = "";
  const args = ["staff.js", "--out", "staff.action.js"];
  await runMigrate(args, {
    ...{ root: cwd, cwd, gallery: "" },
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: () => undefined },
    load: () => Promise.reject(new Error("there is no template")),
  });
  const action = readFileSync(join(cwd, "staff.action.js"), "utf8");
  rmSync(cwd, { recursive: true });
  const command = `$ npx rules-templates migrate ${args.join(" ")}`;
  return `\`\`\`console\n${command}\n${stdout}\`\`\`\n\n\`\`\`js\n// staff.action.js\n${action}\`\`\``;
}

test.each(frequent.map((row) => [row.what, row] as const))(
  "%s becomes what the guide says",
  async (_what, row) => {
    const migration = await migrateExample(row);
    const { verdict } = migration;
    expect(verdict === "cannot" ? verdict : migration.level).toBe(row.level);
    expect(verdict).not.toBe("different");
  },
);

test("the guide has what migrate does today", async () => {
  const text = readFileSync(file, "utf8");
  const tables: Readonly<Record<string, string>> = {
    session: await renderSession(text),
    frequent: await renderFrequent(),
    reads: renderReads(),
    constructs: renderConstructs(),
    saml: renderSaml(),
    obstacles: renderObstacles(),
    general: renderGeneral(),
  };
  const renewed = text.replace(
    /<!-- ([a-z]+) -->\n[^]*?<!-- \/\1 -->/g,
    (_found, name: string) => `<!-- ${name} -->\n\n${tables[name] ?? ""}\n\n<!-- /${name} -->`,
  );
  const formatted = await prettier.format(renewed, {
    ...(await prettier.resolveConfig(file)),
    filepath: file,
  });
  await expect(formatted).toMatchFileSnapshot(file);
}, 120_000);

test("the README shows what migrate does today", async () => {
  const readme = readFileSync(join(import.meta.dirname, "../../../README.md"), "utf8");
  const [rule = "", action = ""] = [
    ...readme.matchAll(/^```javascript\n\/\/ .*\n([^]*?)^```$/gm),
  ].map(([, block]) => block);
  const options = { perform: performHere, version: "1.0.0", seed: 1, logins: 10 };
  expect(await migrate(rule, options)).toMatchObject({ level: "idiomatic", code: action });
});
