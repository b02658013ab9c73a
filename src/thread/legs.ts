import type { Result } from "../run/job.ts";

/**
 * The last end of a login, with what was seen before: each time the user was sent away and came
 * back.
 */
export function joinLegs(before: readonly Result[], last: Result): Result {
  // What did not come to an end of its own has all lines.
  if (last.milliseconds === undefined) {
    return last;
  }
  const legs = [...before, last];
  const underWay = [...new Set(legs.flatMap((leg) => leg.outcome.underWay ?? []))].sort();
  const outcome = {
    ...last.outcome,
    ...(underWay.length > 0 && { underWay }),
    console: legs.flatMap((leg) => leg.outcome.console),
    warnings: legs.flatMap((leg) => leg.outcome.warnings),
  };
  const milliseconds = legs.reduce((sum, leg) => sum + (leg.milliseconds ?? 0), 0);
  return { ...last, outcome, milliseconds };
}

/** What a person should know of the ways of the user, who was to come back so many times. */
export function noteLegs(before: readonly Result[], last: Result, returns: number): string[] {
  const notes = before.map(({ outcome: { redirect, prompt } }) => {
    const where = redirect ? `redirected to ${redirect.url}` : `shown the form ${prompt?.id ?? ""}`;
    return `the user was ${where}, and came back`;
  });
  if (last.state !== undefined) {
    return [...notes, "to play the user's return, say how they come back: --resume FILE"];
  }
  return before.length < returns
    ? [...notes, `--resume says how the user comes back ${times(returns)}: ${sent(before.length)}`]
    : notes;
}

function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}

function sent(count: number): string {
  return count === 0
    ? "the login did not redirect them"
    : `the login redirected them ${times(count)}`;
}
