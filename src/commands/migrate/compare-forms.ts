import { cwd } from "node:process";

import type { Trial } from "../../explore/trial.ts";
import { plainRule } from "../../migrate/plain-rule.ts";
import { compareOn, type ComparedLogin } from "../../migrate/verify/compare.ts";
import { Deadline } from "../../explore/deadline.ts";
import { packagesOf } from "./migrate-rule.ts";
import { performInThreads } from "./perform.ts";

/** The texts that are compared. */
export interface Forms {
  /** The text of the rule. */
  rule: string;
  /** The text of its action. */
  action: string;
}

/** How logins are played. */
export interface CompareOptions {
  /** The folder whose packages the scripts get; the working directory unless given. */
  folder?: string;
}

/**
 * Plays logins that a search has found through a rule and its action, in threads without a network.
 *
 * @param texts the text of a rule, and that of an action
 * @param logins what differs from the sample login, as `migrateRule` gives them in
 * `exploration.kept`
 * @returns for each login how the two took it, and where they differ
 */
export function compareForms(
  { rule, action }: Forms,
  logins: readonly Trial[],
  { folder = cwd() }: CompareOptions = {},
): Promise<ComparedLogin[]> {
  const perform = performInThreads({
    ...{ name: "rule.js", packages: packagesOf(folder), note: () => undefined },
    deadline: new Deadline(Infinity, () => performance.now()),
  });
  return perform({ rule: plainRule(rule), action }, (stage) => compareOn(stage, logins));
}
