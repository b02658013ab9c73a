import { hidesProfile } from "../../../src/explore/platform.ts";
import type { Play } from "../../../src/explore/play.ts";
import type { Trial } from "../../../src/explore/trial.ts";
import type { Perform } from "../../../src/migrate/migrate.ts";
import type { Condition } from "../../../src/migrate/translation.ts";
import { findBrokenLaw } from "../../../src/migrate/verify/laws.ts";
import type { Both } from "../../../src/migrate/verify/pair.ts";
import type { Stage } from "../../../src/migrate/verify/prove.ts";
import { performHere } from "../perform-here.ts";

/** A law that an action broke, and the login on which it did. */
export interface Broken {
  readonly law: string;
  readonly trial: Trial;
}

/** Plays both forms, and notes each login on which the action breaks a law. */
export function performWatched(broken: Broken[]): Perform {
  return (texts, use) =>
    performHere(texts, (stage) => {
      broken.length = 0;
      return use(watch(stage, broken));
    });
}

function watch(stage: Stage, broken: Broken[]): Stage {
  const seen = new WeakMap<Trial, Both["rule"]>();
  const [rule, action] = stage.plays;
  const watchedRule: Play = async (trial, mode) => {
    const played = await rule(trial, mode);
    seen.set(trial, played);
    return played;
  };
  const watchedAction: Play = async (trial, mode) => {
    const played = await action(trial, mode);
    const before = seen.get(trial);
    const law = before && findBrokenLaw({ rule: before, action: played });
    if (law) {
      broken.push({ law: law.id, trial });
    }
    return played;
  };
  return { ...stage, plays: [watchedRule, watchedAction] };
}

/**
 * The laws that were broken on logins that meet all conditions. A rule notices a tenant that stores
 * nothing, and app_metadata with a key of the profile, which an action does not, whatever is
 * migrated.
 */
export function underConditions(
  broken: readonly Broken[],
  conditions: readonly Condition[],
): string[] {
  return broken
    .filter(({ trial }) => !("management" in trial.login) && !hidesProfile(trial))
    .filter(({ trial }) => conditions.every(({ holds }) => holds(trial)))
    .map(({ law, trial }) => `${law} on ${JSON.stringify(trial)}`);
}
