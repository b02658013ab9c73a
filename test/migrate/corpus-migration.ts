import { emptyTrial, type Trial } from "../../src/explore/trial.ts";
import { adaptRule } from "../../src/migrate/adapt/adapt.ts";
import { migrate, type Migrated, type Migration } from "../../src/migrate/migrate.ts";
import { translateRule } from "../../src/migrate/translate/translate.ts";
import { withApplication } from "../../src/migrate/verify/application.ts";
import { compareOn, type ComparedLogin } from "../../src/migrate/verify/compare.ts";
import type { CorpusRule, Migratable } from "./corpus.ts";
import { performHere } from "./perform-here.ts";
import { performWatched, underConditions, type Broken } from "./verify/watch-laws.ts";

/**
 * How far a proof goes: enough for most rules to come to their ends, and little enough for a suite.
 */
const logins = 60;

type Named = Pick<CorpusRule, "name" | "code">;

/** Each rule is migrated once. */
const migrations = new Map<string, Promise<Migration>>();
const brokenLaws = new Map<string, Broken[]>();

/** What becomes of a rule, and what a search says of it. */
export function migrationOf({ name, code }: Named): Promise<Migration> {
  const known = migrations.get(name);
  if (known) {
    return known;
  }
  const broken: Broken[] = [];
  const search = { perform: performWatched(broken), seed: 1, logins };
  const migration = migrate(code, { ...search, version: "0.0.0", name: "rule.js" });
  migrations.set(name, migration);
  brokenLaws.set(name, broken);
  return migration;
}

/** The laws that the action of a rule broke in that search, on logins that meet its conditions. */
export async function brokenLawsOf(rule: Named): Promise<string[]> {
  const migration = await migrationOf(rule);
  const isAdapter = migration.verdict !== "cannot" && migration.level === "adapter";
  const made = isAdapter ? adaptRule(rule.code, { version: "0.0.0" }) : translateRule(rule.code);
  return "conditions" in made
    ? underConditions(brokenLaws.get(rule.name) ?? [], made.conditions)
    : [];
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
