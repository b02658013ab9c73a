import fc from "fast-check";
import { expect } from "vitest";

import { migrate } from "../../../src/migrate/migrate.ts";
import { performHere } from "../perform-here.ts";
import { aRule } from "./a-rule.ts";

/** Few: what a single rule hides, another one shows. */
const logins = 8;

/** A file's share of 2,000 rules in CI, where nobody waits, and of 200 elsewhere. */
export const runs = process.env["CI"] ? 1_000 : 100;

/**
 * Migrates rules that are put together at random. None may differ from its action without a
 * condition.
 */
export async function expectNoDifference(seed: number): Promise<void> {
  const options = { perform: performHere, version: "1.0.0", seed: 1, logins };
  await fc.assert(
    fc.asyncProperty(aRule, async (rule) => {
      const migration = await migrate(rule, options);
      const difference =
        migration.verdict === "cannot" ? undefined : migration.exploration.difference;
      expect({ verdict: migration.verdict, difference }).not.toMatchObject({
        verdict: "different",
      });
    }),
    { seed, numRuns: runs },
  );
}
