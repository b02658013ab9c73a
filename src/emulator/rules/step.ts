import { isRecord } from "../../text/plain-data.ts";
import { isPromise } from "../host/realms.ts";
import { describeFailure, isRefusal } from "../host/errors.ts";
import type { LoadedRule } from "../script/loaded.ts";
import { GlobalObject } from "../script/global-object.ts";
import { restoreBuiltIns, warnOnce, type LoginRecord } from "../login/record.ts";
import { endScript, type Session } from "../login/session.ts";
import { secondCallbackSentence } from "../outcome/differences.ts";
import type { Stop } from "../outcome/effects.ts";
import { ruleGlobals } from "./globals.ts";
import { explainCrypto } from "./magic-globals.ts";
import type { RuleContext, RuleUser } from "./types.ts";

/** What a rule gets, and what it passes on. */
export interface RuleInput {
  user: RuleUser;
  context: RuleContext;
}

type Step = ({ kind: "next" } & RuleInput) | Stop;

/** Settles with the first callback of a rule, or with what it throws before that. */
export function runOneRule(rule: LoadedRule, session: Session, input: RuleInput): Promise<Step> {
  return new Promise((resolve) => {
    const answer = answerOnce(rule, session, resolve);
    session.runtime.clock.onUncaught = answer.fail;
    try {
      const returned = rule
        .start(ruleGlobals(rule, session))
        .call(undefined, input.user, input.context, (error, ...next) => {
          restoreBuiltIns(session.record);
          answer.callback(error ? stop(error) : handOn(next, input, session.record));
        });
      restoreBuiltIns(session.record);
      if (isPromise(returned)) {
        session.record.stragglers.push(Promise.resolve(returned).catch(answer.fail));
      }
    } catch (error) {
      answer.fail(error);
    }
  });
}

/** The first answer of a rule counts; what comes later is a warning. */
function answerOnce(rule: LoadedRule, session: Session, resolve: (step: Step) => void) {
  let answered = false;
  let calledBack = false;
  const { work } = session.runtime.clock;
  const settle = (step: Step) => {
    answered = true;
    const hint = step.kind === "failed" ? explainCrypto(step.error) : undefined;
    if (hint !== undefined) {
      warnOnce(session.record)(hint);
    }
    resolve(step);
  };
  return {
    callback: (step: Step) => {
      if (calledBack) {
        work?.leaveWarning();
        noteSecondCallback(rule, session);
      } else if (!answered) {
        endScript(rule, session, "ended");
        settle(step);
      }
      calledBack = true;
    },
    fail: (error: unknown) => {
      restoreBuiltIns(session.record);
      // An uncaught exception takes the container with it.
      session.runtime.container.global = new GlobalObject();
      if (!answered) {
        endScript(rule, session, "thrown");
        settle({ kind: "failed", error });
        return;
      }
      work?.leaveWarning();
      const { name, message, stack } = describeFailure(error);
      session.record.warnings.push(
        `${rule.name} failed after its callback: ${stack ?? `${name}: ${message}`}`,
      );
    },
  };
}

function noteSecondCallback(rule: LoadedRule, session: Session): void {
  session.record.warnings.push(`${secondCallbackSentence} of ${rule.name} is ignored`);
  if (session.facts.strict) {
    session.record.breach ??= new Error(`${secondCallbackSentence} of ${rule.name}`);
  }
}

/** A truthy error ends the pipeline; user and context are then ignored. */
function stop(error: unknown): Step {
  return isRefusal(error)
    ? { kind: "denied", reason: describeFailure(error).message }
    : { kind: "failed", error, calledBack: true };
}

/** The next rule gets what was passed on, or what this one got. */
function handOn([user, context]: unknown[], input: RuleInput, { warnings }: LoginRecord): Step {
  if (!isRecord(user) || !isRecord(context)) {
    warnings.push("the callback did not get user and context; the current ones are passed on");
  }
  return {
    kind: "next",
    user: isRecord(user) ? (user as RuleUser) : input.user,
    context: isRecord(context) ? (context as RuleContext) : input.context,
  };
}
