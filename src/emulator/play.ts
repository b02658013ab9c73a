import { totalEffects } from "./actions/effects.ts";
import { runActions } from "./actions/pipeline.ts";
import { builtIns } from "./host/built-ins.ts";
import {
  allowed,
  completeOutcome,
  failed,
  stopped,
  suspended,
  timedOut,
} from "./outcome/conclude.ts";
import type { Verdict } from "./outcome/conclude.ts";
import type { Ran } from "./clock/clock.ts";
import { describeFailure } from "./host/errors.ts";
import type { LoadedAction, LoadedRule, RejectionWatch } from "./script/loaded.ts";
import { isReturn } from "./login/login.ts";
import type { Outcome } from "./outcome/outcome.ts";
import { ruleUser, userEdits } from "./rules/input.ts";
import { runRules } from "./rules/pipeline.ts";
import type { RuleUser } from "./rules/types.ts";
import { GlobalObject } from "./script/global-object.ts";
import { restoreBuiltIns, type Session } from "./login/session.ts";

/** Milliseconds for a whole pipeline. Source: https://auth0.com/docs/customize/actions/limitations */
export const PIPELINE_LIMIT = 20_000;

/** The forms of a login; rules run before actions. */
export interface Forms {
  rules: readonly LoadedRule[];
  actions: readonly LoadedAction[];
}

/** Plays a login from its start, or from the user's return, to its end or its next suspension. Never rejects. */
export async function play(forms: Forms, session: Session): Promise<Outcome> {
  const watch = watchRejections(forms, session);
  builtIns.enter();
  session.clock.onMove = restorerFor(session);
  try {
    return await (watch
      ? watch.run(() => playStages(forms, session, true))
      : playStages(forms, session, false));
  } catch (error) {
    return breakOff(error, session);
  } finally {
    builtIns.leave();
    watch?.stop();
  }
}

/** Made here, where it holds nothing else: it lives as long as the clock. */
function restorerFor(session: Session): () => void {
  return () => {
    restoreBuiltIns(session);
  };
}

/** What a script did was too much for the emulator, such as an object that throws when it is read. */
function breakOff(error: unknown, session: Session): Outcome {
  restoreBuiltIns(session);
  session.isOver = true;
  session.endedAt = session.clock.now();
  session.clock.stop();
  return completeOutcome(stopped({ kind: "failed", error }, session), session);
}

/** A rejection that nobody handles is an uncaught exception of the script that runs. */
function watchRejections(forms: Forms, session: Session): RejectionWatch | undefined {
  const watching = [...forms.rules, ...forms.actions].find((form) => form.watchRejections);
  return watching?.watchRejections?.(
    (reason) => {
      session.clock.onUncaught(reason);
    },
    (describe) => session.clock.beginUnseen(describe),
  );
}

async function playStages(forms: Forms, session: Session, isWatched: boolean): Promise<Outcome> {
  const { clock } = session;
  const verdict = await runStages(forms, session);
  session.isOver = true;
  session.endedAt = clock.now();
  // Unhandled rejections are told of at the end of a turn.
  if (isWatched) await clock.turn();
  if (verdict.result === "timed-out") session.container.global = new GlobalObject();
  else await clock.drain(stragglersOf(session), limitFrom(session));
  clock.stop();
  session.container.global.leave();
  restoreBuiltIns(session);
  const { breach } = session;
  return completeOutcome(breach ? failed(describeFailure(breach)) : verdict, session);
}

function stragglersOf({ stragglers }: Session): Promise<unknown> | undefined {
  return stragglers.length > 0 ? Promise.all(stragglers) : undefined;
}

/** Rules until they have come to their end, then actions; each pipeline has its own time. */
async function runStages({ rules, actions }: Forms, session: Session): Promise<Verdict> {
  const { transaction } = session;
  if (!transaction.rulesEffects) {
    const ran = await withinLimit(session, runRules(rules, session, startingUser(session)));
    if (ran.kind === "timed-out") return timedOut(session);
    const ending = ran.value;
    if (ending.kind !== "completed") return stopped(ending, session);
    if (ending.redirect && !isReturn(session.login)) {
      transaction.ruleEdits = userEdits(ending.user, session);
      return suspended(ending, session);
    }
    if (ending.redirect) session.warnings.push("a second redirect of the rules is ignored");
    transaction.rulesEffects = ending.effects;
  }
  if (actions.length > 0) {
    const ran = await withinLimit(session, runActions(actions, session));
    if (ran.kind === "timed-out") return timedOut(session);
    if (ran.value.kind === "suspended") return suspended(ran.value, session);
    if (ran.value.kind !== "completed") return stopped(ran.value, session);
  }
  return allowed(totalEffects(session), session);
}

function withinLimit<T>(session: Session, work: Promise<T>): Promise<Ran<T>> {
  return session.clock.run(work, limitFrom(session));
}

/** In the clock's terms: since the login began. */
function limitFrom({ clock }: Session): number {
  return clock.now() - clock.start + PIPELINE_LIMIT;
}

/** After a redirect the edits of the first run are still there, if they are to be kept. */
function startingUser({ management, transaction, userId }: Session): RuleUser {
  const stored = management.store.find(userId);
  if (!stored) throw new Error(`there is no user ${userId}`);
  return { ...ruleUser(stored), ...transaction.ruleEdits };
}
