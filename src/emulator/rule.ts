import { captureConsole } from "./console.ts";
import { clockGlobals } from "./clock-globals.ts";
import { copy, isRecord } from "./copy.ts";
import {
  describeFailure,
  isRefusal,
  UnauthorizedError,
  ValidationError,
  WrongUsernameOrPasswordError,
} from "./errors.ts";
import type { LoadedRule, RuleGlobals } from "./loaded.ts";
import type { User } from "./login.ts";
import { managementClient } from "./management.ts";
import { scriptRequire } from "./require.ts";
import { ruleContext, ruleUser } from "./rule-input.ts";
import type { RuleContext, RuleUser } from "./rule-types.ts";
import { SECOND_CALLBACK, type Effects, type Ending, type Session } from "./session.ts";

/** What a rule handed on, or how it ended the login. */
type Step =
  | { kind: "next"; user: RuleUser; context: RuleContext }
  | { kind: "denied"; reason: string }
  | { kind: "failed"; error: unknown };

/** Runs rules in order, each in its own turn of the event loop, as one login. */
export async function runRules(
  rules: readonly LoadedRule[],
  session: Session,
  stored: User,
): Promise<Ending> {
  let user = ruleUser(stored);
  let context = ruleContext(session.login, session.loginsCount);
  for (const rule of rules) {
    session.warnings.push(...rule.warnings);
    await session.clock.turn();
    const step = await runOneRule(rule, session, { user, context });
    if (step.kind !== "next") return step;
    ({ user, context } = step);
  }
  return { kind: "completed", ...ruleEffects(user, context) };
}

interface Input {
  user: RuleUser;
  context: RuleContext;
}

function runOneRule(rule: LoadedRule, session: Session, input: Input): Promise<Step> {
  return new Promise((resolve) => {
    const answer = answerOnce(rule, session, resolve);
    session.clock.onUncaught = answer.fail;
    try {
      const returned = rule
        .start(ruleGlobals(rule, session))
        .call(undefined, input.user, input.context, (error, ...next) => {
          answer.callback(error ? stop(error) : handOn(next, input, session));
        });
      if (returned instanceof Promise) session.stragglers.push(returned.catch(answer.fail));
    } catch (error) {
      answer.fail(error);
    }
  });
}

/** The first answer of a rule counts; what comes later is a warning. */
function answerOnce(rule: LoadedRule, { warnings }: Session, resolve: (step: Step) => void) {
  let answered = false;
  const settle = (step: Step) => {
    answered = true;
    resolve(step);
  };
  return {
    callback: (step: Step) => {
      if (answered) warnings.push(`${SECOND_CALLBACK} of ${rule.name} is ignored`);
      else settle(step);
    },
    fail: (error: unknown) => {
      if (!answered) {
        settle({ kind: "failed", error });
        return;
      }
      const { name, message, stack } = describeFailure(error);
      warnings.push(`${rule.name} failed after its callback: ${stack ?? `${name}: ${message}`}`);
    },
  };
}

/** A truthy error ends the pipeline; user and context are then ignored. */
function stop(error: unknown): Step {
  return isRefusal(error)
    ? { kind: "denied", reason: describeFailure(error).message }
    : { kind: "failed", error };
}

/** The next rule gets what was passed on, or what this one got. */
function handOn([user, context]: unknown[], input: Input, { warnings }: Session): Step {
  if (!isRecord(user) || !isRecord(context))
    warnings.push("the callback did not get user and context; the current ones are handed on");
  return {
    kind: "next",
    user: isRecord(user) ? (user as RuleUser) : input.user,
    context: isRecord(context) ? (context as RuleContext) : input.context,
  };
}

function ruleGlobals(rule: LoadedRule, session: Session): RuleGlobals {
  const { clock } = session;
  return {
    ...clockGlobals(clock),
    configuration: session.configuration,
    auth0: managementClient(session.management, session.login.tenant.id),
    global: session.global,
    require: scriptRequire(session.modules ?? rule.modules, () => {
      clock.follow();
    }),
    console: captureConsole(session.console),
    UnauthorizedError,
    ValidationError,
    WrongUsernameOrPasswordError,
  };
}

/** What the last rule's context asks for. */
function ruleEffects(user: RuleUser, context: RuleContext): Effects {
  const { scope, ...accessToken } = recordOf(context.accessToken);
  const effects: Effects = {
    idToken: copy(recordOf(context.idToken)),
    accessToken: copy(accessToken),
  };
  const scopes = scopeList(scope);
  if (scopes) effects.scope = scopes;
  const provider = context.multifactor?.["provider"];
  if (typeof provider === "string")
    effects.multifactor = {
      provider,
      // Rules remember the browser unless told otherwise, actions do not.
      allowRememberBrowser: context.multifactor?.["allowRememberBrowser"] !== false,
    };
  if (typeof context.redirect?.url === "string") effects.redirect = { url: context.redirect.url };
  if (typeof context.primaryUser === "string") effects.primaryUser = context.primaryUser;
  if (context.samlConfiguration) effects.saml = samlEffects(user, context.samlConfiguration);
  return effects;
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function scopeList(scope: unknown): string[] | undefined {
  if (Array.isArray(scope)) return scope.map(String);
  return typeof scope === "string" ? scope.split(/\s+/).filter(Boolean) : undefined;
}

/** `mappings` name paths in the user; the response carries the values there. */
function samlEffects(
  user: RuleUser,
  configuration: Record<string, unknown>,
): Record<string, unknown> {
  const { mappings, ...settings } = configuration;
  if (!isRecord(mappings)) return copy(settings);
  const attributes = Object.entries(mappings)
    .map(([name, path]) => [name, valueAt(user, String(path))])
    .filter(([, value]) => value !== undefined);
  return copy({ ...settings, attributes: Object.fromEntries(attributes) as unknown });
}

function valueAt(root: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), root);
}
