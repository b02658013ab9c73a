import type { Outcome } from "../emulator/outcome/outcome.ts";

/** What the exit code of each command means. */
export const exitCodes = {
  done: 0,
  /** Templates have problems, or a file is stale. */
  problems: 1,
  /** The command line is wrong, or something that it names cannot be used. */
  misuse: 2,
  denied: 3,
  failed: 4,
  timedOut: 5,
  /** What was compared is not the same. */
  different: 6,
  /** A rule cannot be an action. */
  cannot: 7,
} as const;

/** The exit codes for people, a line each. */
export const exitCodeTable = `  0  done; for try, the login is allowed or redirected
  1  build: templates have problems, or rules.json is stale
  2  every command: wrong usage, or input that cannot be read
  3  try: the login is denied
  4  try: the login failed, because a script threw an error; explore, migrate: a script cannot be loaded
  5  try: the login timed out
  6  try, explore, migrate: the two that were compared differ; for try this comes
     before 3, 4 and 5
  7  migrate: the rule cannot become an action
`;

const results = {
  allowed: exitCodes.done,
  redirected: exitCodes.done,
  denied: exitCodes.denied,
  failed: exitCodes.failed,
  "timed-out": exitCodes.timedOut,
} as const;

/**
 * The exit code of logins: that they differ, if they were compared and do, or else that of the
 * worst.
 */
export function exitCodeOf(
  runs: readonly { readonly outcome: Pick<Outcome, "result"> }[],
  differences: readonly string[] = [],
): number {
  if (differences.length > 0) {
    return exitCodes.different;
  }
  return Math.max(exitCodes.done, ...runs.map(({ outcome }) => results[outcome.result]));
}
