import { adaptRule, type Adapted } from "../../../src/migrate/adapt/adapt.ts";
import { migrate, type Migrated } from "../../../src/migrate/migrate.ts";
import { performHere } from "../perform-here.ts";

const version = "1.2.3";

/** A rule inside of an adapter. */
export function anAdapter(rule: string): Adapted {
  const adaptation = adaptRule(rule, { name: "rule.js", version });
  if (adaptation.kind === "unadaptable") {
    throw new Error(JSON.stringify(adaptation.obstacles));
  }
  return adaptation;
}

/** What a search says of a rule inside of an adapter. */
export async function proveAdapter(rule: string, logins = 150): Promise<Migrated> {
  const options = { perform: performHere, version, seed: 1, logins, level: "adapter" } as const;
  const migration = await migrate(rule, options);
  if (migration.verdict === "cannot") {
    throw new Error(JSON.stringify(migration.obstacles));
  }
  return migration;
}

/** A rule with this body. */
export function withBody(body: string): string {
  return `function rule(user, context, callback) {\n${body}\n}`;
}
