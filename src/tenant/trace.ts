import type { Trial } from "../explore/trial.ts";
import { compareOn } from "../migrate/verify/compare.ts";
import { runningRules, type MigratedUnit, type TenantOptions, type Whole } from "./unit.ts";

/** Where a difference begins. */
export interface Traced {
  /** The number of the action. */
  readonly unit: number;
  /** A sentence each. */
  readonly sentences: readonly string[];
}

/** Plays a login through the first rules and actions, one more each time, until the two differ. */
export async function traceDifference(
  trial: Trial,
  units: readonly MigratedUnit[],
  { performPipelines, ...whole }: Whole & Pick<TenantOptions, "performPipelines">,
): Promise<Traced | undefined> {
  for (let unit = 0; unit < units.length; unit++) {
    const first = units.slice(0, unit + 1);
    const texts = {
      rules: runningRules(
        whole,
        first.flatMap((one) => one.rules),
      ),
      actions: first.map(({ name, migration: { code } }) => ({ name, code })),
    };
    const [compared] = await performPipelines(texts, (stage) => compareOn(stage, [trial]));
    if (compared && compared.differences.length > 0) {
      return { unit, sentences: compared.differences };
    }
  }
  return undefined;
}
