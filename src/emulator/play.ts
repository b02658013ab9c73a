import { totalEffects } from "./actions/effects.ts";
import { runActions } from "./actions/pipeline.ts";
import { builtIns } from "./host/built-ins.ts";
import {
  allowed,
  completeOutcome,
  failed,
  stopped,
  redirected,
  timedOut,
} from "./outcome/conclude.ts";
import type { Verdict } from "./outcome/conclude.ts";
import type { Ran } from "./clock/clock.ts";
import { describeFailure } from "./host/errors.ts";
import type { RejectionWatch, Scripts } from "./script/loaded.ts";
import { isReturn } from "./login/login.ts";
import type { Outcome } from "./outcome/outcome.ts";
import { ruleUser, userEdits } from "./rules/input.ts";
import { runRules } from "./rules/pipeline.ts";
import type { RuleUser } from "./rules/types.ts";
import { GlobalObject } from "./script/global-object.ts";
import { restoreBuiltIns, type LoginRecord } from "./login/record.ts";
import type { LoginRuntime } from "./login/runtime.ts";
import type { Session } from "./login/session.ts";

/** Milliseconds for a whole pipeline. Source: https://auth0.com/docs/customize/actions/limitations */
export const pipelineLimit = 20_000;

/**
 * Plays a login from its start, or from the user's return, to its end or its next suspension. Never
 * rejects.
 */
export async function play(scripts: Scripts, session: Session): Promise<Outcome> {
  const watch = watchRejections(scripts, session);
  builtIns.enter();
  session.runtime.clock.onMove = restorerFor(session.record);
  try {
    return await (watch
      ? watch.run(() => playStages(scripts, session, true))
      : playStages(scripts, session, false));
  } catch (error) {
    return breakOff(error, session);
  } finally {
    builtIns.leave();
    watch?.stop();
  }
}

/** Made here, where it holds nothing else: it lives as long as the clock. */
function restorerFor(record: LoginRecord): () => void {
  return () => {
    restoreBuiltIns(record);
  };
}

/**
 * What a script did was too much for the emulator, such as an object that throws when it is read.
 */
function breakOff(error: unknown, session: Session): Outcome {
  restoreBuiltIns(session.record);
  session.record.isOver = true;
  session.record.endedAt = session.runtime.clock.now();
  session.runtime.clock.stop();
  return completeOutcome(stopped({ kind: "failed", error }, session.record), session);
}

/** A rejection that nobody handles is an uncaught exception of the script that runs. */
function watchRejections(scripts: Scripts, session: Session): RejectionWatch | undefined {
  const watching = [...scripts.rules, ...scripts.actions].find((script) => script.watchRejections);
  return watching?.watchRejections?.(
    (reason) => {
      session.runtime.clock.onUncaught(reason);
    },
    (describe) => session.runtime.clock.beginUnseen(describe),
  );
}

async function playStages(
  scripts: Scripts,
  session: Session,
  isWatched: boolean,
): Promise<Outcome> {
  const { clock } = session.runtime;
  const verdict = await runStages(scripts, session);
  session.record.isOver = true;
  session.record.endedAt = clock.now();
  // Unhandled rejections are told of at the end of a turn.
  if (isWatched) {
    await clock.turn();
  }
  if (verdict.result === "timed-out") {
    session.runtime.container.global = new GlobalObject();
  } else {
    await clock.drain(stragglersOf(session.record), limitFrom(session.runtime));
  }
  clock.stop();
  session.runtime.container.global.leave();
  restoreBuiltIns(session.record);
  const { breach } = session.record;
  return completeOutcome(breach ? failed(describeFailure(breach)) : verdict, session);
}

function stragglersOf({ stragglers }: LoginRecord): Promise<unknown> | undefined {
  return stragglers.length > 0 ? Promise.all(stragglers) : undefined;
}

/** Rules until they have come to their end, then actions; each pipeline has its own time. */
async function runStages({ rules, actions }: Scripts, session: Session): Promise<Verdict> {
  const { transaction } = session;
  if (!transaction.rulesEffects) {
    const ran = await withinLimit(session, runRules(rules, session, startingUser(session)));
    if (ran.kind === "timed-out") {
      return timedOut(session.record);
    }
    const ending = ran.value;
    if (ending.kind !== "completed") {
      return stopped(ending, session.record);
    }
    if (ending.redirect && !isReturn(session.facts.login)) {
      transaction.ruleEdits = userEdits(ending.user, session);
      return redirected(ending, session.facts);
    }
    if (ending.redirect) {
      session.record.warnings.push("a second redirect of the rules is ignored");
    }
    transaction.rulesEffects = ending.effects;
  }
  if (actions.length > 0) {
    const ran = await withinLimit(session, runActions(actions, session));
    if (ran.kind === "timed-out") {
      return timedOut(session.record);
    }
    if (ran.value.kind === "redirected") {
      return redirected(ran.value, session.facts);
    }
    if (ran.value.kind !== "completed") {
      return stopped(ran.value, session.record);
    }
  }
  return allowed(totalEffects(session), session);
}

function withinLimit<T>(session: Session, work: Promise<T>): Promise<Ran<T>> {
  return session.runtime.clock.run(work, limitFrom(session.runtime));
}

/** In the clock's terms: since the login began. */
function limitFrom({ clock }: LoginRuntime): number {
  return clock.now() - clock.start + pipelineLimit;
}

/** After a redirect the edits of the first run are still there, if they are to be kept. */
function startingUser({ facts: { userId }, runtime, transaction }: Session): RuleUser {
  const stored = runtime.management.store.find(userId);
  if (!stored) {
    throw new Error(`there is no user ${userId}`);
  }
  return { ...ruleUser(stored), ...transaction.ruleEdits };
}
