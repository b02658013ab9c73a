import { emptyTrial, type Trial } from "../../src/explore/trial.ts";
import { migrate, type Migrated, type Migration } from "../../src/migrate/migrate.ts";
import { withApplication } from "../../src/migrate/verify/application.ts";
import { compareOn, type ComparedLogin } from "../../src/migrate/verify/compare.ts";
import type { CorpusRule, Migratable } from "./corpus.ts";
import { performHere } from "./perform-here.ts";

/** How far a proof goes: enough for most rules to come to their ends, and little enough for a suite. */
const logins = 60;

/** Each rule is migrated once. */
const migrations = new Map<string, Promise<Migration>>();

/** What becomes of a rule, and what a search says of it. */
export function migrationOf({ name, code }: Pick<CorpusRule, "name" | "code">): Promise<Migration> {
  const known = migrations.get(name);
  const search = { perform: performHere, seed: 1, logins };
  const migration = known ?? migrate(code, { ...search, version: "0.0.0", name: "rule.js" });
  migrations.set(name, migration);
  return migration;
}

/** How many rules there are of each level. */
export async function levelsOf(rules: readonly CorpusRule[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const rule of rules) {
    const migration = await migrationOf(rule);
    const level = migration.verdict === "cannot" ? "cannot" : migration.level;
    counts[level] = (counts[level] ?? 0) + 1;
  }
  return counts;
}

/** The login of a case. */
export function exampleOf({ example, manages }: Migratable): Trial {
  const trial: Trial = { ...emptyTrial, ...example };
  return manages === true ? withApplication(trial) : trial;
}

/** How the login of a case ends in both forms. */
export function playExample(
  { code: rule, expected }: { readonly code: string; readonly expected: Migratable },
  { code: action }: Migrated,
): Promise<ComparedLogin> {
  return performHere({ rule, action }, async (stage) => {
    const [compared] = await compareOn(stage, [exampleOf(expected)]);
    if (!compared) {
      throw new Error("there is one login");
    }
    return compared;
  });
}
