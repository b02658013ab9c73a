import { planActions, type Plan, type RefusedRule, type TenantRule } from "./plan.ts";
import { proveUnits, type PipelineProof } from "./prove-units.ts";
import { migrateUnit, type MigratedUnit, type TenantOptions } from "./unit.ts";

/** What became of the rules of a tenant. */
export interface TenantMigration {
  readonly rules: readonly TenantRule[];
  readonly plan: Plan;
  /** In the order in which they run. */
  readonly units: readonly MigratedUnit[];
  readonly refused: readonly RefusedRule[];
  /** All rules that have an action against all actions; undefined if there are none. */
  readonly pipeline: PipelineProof | undefined;
}

/**
 * Makes actions of the rules of a tenant that run, and searches for logins on which the two
 * pipelines differ.
 */
export async function migrateTenant(
  rules: readonly TenantRule[],
  options: TenantOptions,
): Promise<TenantMigration> {
  const plan = planActions(rules, options);
  const units: MigratedUnit[] = [];
  const refused = [...plan.refused];
  let done = 0;
  const migrations = await mapInPairs(plan.units, (unit) => {
    options.onStep?.({ done: done++, all: plan.units.length, name: unit.name });
    return migrateUnit(unit, { rules, plan }, options);
  });
  plan.units.forEach((unit, index) => {
    const migration = migrations[index];
    if (migration?.verdict === "cannot") {
      refused.push(...unit.rules.map((number) => ({ number, obstacles: migration.obstacles })));
    } else if (migration) {
      units.push({ ...unit, migration });
    }
  });
  const made = { rules, plan, refused: refused.sort((a, b) => a.number - b.number) };
  if (units.length === 0) {
    return { ...made, units, pipeline: undefined };
  }
  return { ...made, ...(await proveUnits(units, { rules, plan }, options)) };
}

/**
 * Does something with each of a list, two at a time: the logins of one leave half of a small
 * machine idle.
 */
async function mapInPairs<From, To>(
  list: readonly From[],
  work: (item: From) => Promise<To>,
): Promise<To[]> {
  const done: To[] = [];
  const waiting = list.entries();
  const workOff = async () => {
    for (const [index, item] of waiting) {
      done[index] = await work(item);
    }
  };
  await Promise.all([workOff(), workOff()]);
  return done;
}
