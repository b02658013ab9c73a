import { canBeLogin } from "../../explore/logins/domain.ts";
import { withValue, type Path } from "../../explore/places.ts";
import { emptyTrial, type Json, type Trial } from "../../explore/trial.ts";
import type { Condition } from "../translation.ts";

/** So many logins that do not meet a condition show enough of it. */
const most = 6;

/**
 * What is put into app_metadata under the name of what a rule reads of its user: allowed, refused,
 * odd.
 */
const values: readonly Json[] = ["text", true, ["admin"], {}];

/**
 * Logins that do not meet a condition, which a search has not come upon.
 *
 * @param kept logins that go different ways through the rule
 * @param rule the text of the rule
 */
export function findBreaking(
  { holds }: Pick<Condition, "holds">,
  kept: readonly Trial[],
  rule: string,
): Trial[] {
  const found: Trial[] = [];
  for (const [path, value] of listChanges(rule)) {
    for (const trial of [emptyTrial, ...kept]) {
      const changed = withValue(trial, path, value);
      if (!holds(changed) && canBeLogin(changed)) {
        found.push(changed);
      }
      if (found.length === most) {
        return found;
      }
    }
  }
  return found;
}

/** What conditions are about: what users have stored, and what a login may be without. */
function listChanges(rule: string): [path: Path, value: Json][] {
  const keys = [...rule.matchAll(/\.\s*([A-Za-z_$][\w$]*)/g)].map(([, key = ""]) => key);
  const stored = [...new Set(keys)].flatMap((key) =>
    values.map((value): [Path, Json] => [["user", "app_metadata", key], value]),
  );
  return [
    [["user", "app_metadata"], {}],
    [["user", "user_metadata"], {}],
    [["user", "app_metadata"], null],
    [["user", "user_metadata"], null],
    ...stored,
  ];
}
