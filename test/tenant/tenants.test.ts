import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";

import { checkRules } from "../../src/commands/migrate/tenant.ts";
import { readTenant } from "../../src/input/tenant/read-tenant.ts";
import { TextFiles } from "../../src/input/text-files.ts";
import { migrateTenant } from "../../src/tenant/migrate-tenant.ts";
import { performPipelinesHere, performRuleHere } from "./perform-pipelines-here.ts";

const folder = join(import.meta.dirname, "..", "migrate", "tenants");
const tenants = readdirSync(folder).sort();

function placeOf(tenant: string): string {
  const list = join(folder, tenant, "rules.json");
  return existsSync(list) ? list : join(folder, tenant);
}

/** Where a search needs more logins than elsewhere to get past the first request. */
const most: Readonly<Record<string, number>> = { energy: 300, warehouse: 300 };

/** What becomes of the rules of a tenant, a line each. */
async function migrateAll(tenant: string) {
  const found = readTenant(placeOf(tenant), { files: new TextFiles(folder), keywords: {} });
  const { rules, aside } = checkRules(found.rules);
  const logins = most[tenant] ?? 60;
  const running = rules.filter(({ enabled }) => enabled);
  const { units, refused, pipeline } = await migrateTenant(running, {
    ...{ seed: 1, logins, pipelineLogins: logins, version: "0.0.0" },
    performRule: () => performRuleHere,
    performPipelines: performPipelinesHere,
  });
  return {
    actions: units.map(({ name, migration: { level } }) => `${name}: ${level}`),
    cannot: refused.map(({ number }) => running[number]?.name),
    aside: [...found.aside, ...aside].map(({ file }) =>
      relative(placeOf(tenant), join(folder, file)),
    ),
    pipeline: pipeline?.proof.difference?.sentences ?? pipeline?.proof.verdict,
    second: pipeline?.second.difference?.sentences ?? [],
  };
}

describe("tenants", () => {
  test("are twelve", () => {
    expect(tenants).toHaveLength(12);
  });

  test.each(tenants)("%s", { timeout: 120_000 }, async (tenant) => {
    expect(await migrateAll(tenant)).toMatchSnapshot();
  });
});
