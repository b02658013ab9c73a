import { nameOf, type LoadedRule } from "../script/loaded.ts";
import { beginScript, type Session } from "../login/session.ts";
import type { Effects, Stop } from "../outcome/effects.ts";
import { ruleEffects } from "./effects.ts";
import { ruleContext } from "./input.ts";
import { runOneRule, type RuleInput } from "./step.ts";
import type { RuleUser } from "./types.ts";

/** How the rules of a login ended. A redirect is for the platform to act on. */
export type RulesEnding =
  | Stop
  | {
      kind: "completed";
      user: RuleUser;
      effects: Effects;
      redirect: { url: string } | undefined;
    };

/**
 * Runs the enabled rules in order, each in its own turn of the event loop. Each gets the user and
 * the context that the one before it passed on. Source: https://auth0.com/docs/customize/rules
 */
export async function runRules(
  rules: readonly LoadedRule[],
  session: Session,
  user: RuleUser,
): Promise<RulesEnding> {
  let input: RuleInput = {
    user,
    context: ruleContext(session.facts.login, session.facts.loginsCount),
  };
  for (const rule of rules) {
    if (rule.enabled === false) {
      continue;
    }
    session.record.warnings.push(...rule.warnings);
    await session.runtime.clock.turn();
    session.transaction.executedRules.push(nameOf(rule));
    beginScript(rule, session);
    const step = await runOneRule(rule, session, input);
    if (step.kind !== "next") {
      return step;
    }
    input = step;
  }
  session.record.running = undefined;
  return completeRules(input, session);
}

/**
 * What leaves the rules does so as JSON: claims and settings and, over a redirect, the user. What
 * JSON cannot hold, such as a circle, fails the login; of the rest, where it does no harm, this is
 * not checked, since that takes time.
 * Source: the npm package auth0-authz-rules-api 4.0.0, `_wrap_callback`.
 */
function completeRules({ user, context }: RuleInput, session: Session): RulesEnding {
  try {
    const { url } = context.redirect ?? {};
    const redirect = typeof url === "string" ? { url } : undefined;
    if (redirect) {
      JSON.stringify(user);
    }
    return {
      kind: "completed",
      user,
      effects: ruleEffects({ user, context }, session.record),
      redirect,
    };
  } catch (error) {
    return { kind: "failed", error };
  }
}
