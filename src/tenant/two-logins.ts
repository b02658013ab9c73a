import { comparePlayed } from "../explore/compare.ts";
import type { Played } from "../explore/play.ts";
import type { Json, Trial } from "../explore/trial.ts";
import { inputOf } from "../explore/trial.ts";
import { names } from "../migrate/verify/judge.ts";
import { levelForms } from "../migrate/verify/level.ts";
import type { Stage } from "../migrate/verify/prove.ts";
import type { KeptLogin } from "../migrate/verify/tally.ts";
import { isRecord } from "../text/plain-data.ts";

/** What second logins of the same users showed. */
export interface SecondLogins {
  /** How many were played. */
  readonly logins: number;
  /** The first on which the two differ. */
  readonly difference?: { readonly trial: Trial; readonly sentences: readonly string[] };
}

/** So many users log in a second time. */
const mostUsers = 20;

/** Has users log in again, with what their first login has stored. */
export async function playTwice(
  { plays: [rules, actions] }: Stage,
  kept: readonly KeptLogin[],
): Promise<SecondLogins> {
  let logins = 0;
  for (const { trial } of kept.filter(({ result }) => result === "allowed").slice(0, mostUsers)) {
    const again = secondOf(trial, await rules(trial, "plain"));
    const both = { rule: await rules(again, "plain"), action: await actions(again, "plain") };
    logins++;
    const levelled = levelForms(both, { leavesRequests: true, getsToken: true });
    const sentences = comparePlayed(levelled.rule, levelled.action, names);
    if (sentences.length > 0) {
      return { logins, difference: { trial: again, sentences } };
    }
  }
  return { logins };
}

/** The same login, of a user who has been here before. */
function secondOf(trial: Trial, { result }: Played): Trial {
  const { user } = inputOf(trial);
  const stored: Readonly<Record<string, unknown>> = { ...(result.user ?? user) };
  const { stats } = trial.login;
  const count =
    isRecord(stats) && typeof stats["logins_count"] === "number" ? stats["logins_count"] : 1;
  return {
    ...trial,
    user: { ...trial.user, ...keep(stored, ["user_metadata", "app_metadata"]) },
    login: {
      ...trial.login,
      stats: { ...(isRecord(stats) ? stats : {}), logins_count: count + 1 },
    },
  };
}

function keep(
  from: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, Json> {
  return Object.fromEntries(
    keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key] as Json]])),
  );
}
