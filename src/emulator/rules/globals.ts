import { clockGlobals } from "../clock/globals.ts";
import { captureConsole } from "../host/console.ts";
import {
  UnauthorizedError,
  ValidationError,
  WrongUsernameOrPasswordError,
} from "../host/errors.ts";
import { nameOf, type LoadedRule, type RuleGlobals } from "../script/loaded.ts";
import { managementClient } from "../users/management.ts";
import { ruleRequire } from "../host/require.ts";
import { warnOnce } from "../login/record.ts";
import type { Session } from "../login/session.ts";
import { addMagicGlobals, noteMagic } from "./magic-globals.ts";

/** The free names of a rule. Source: https://auth0.com/docs/rules-best-practices/rules-environment-best-practices */
export function ruleGlobals(rule: LoadedRule, session: Session): RuleGlobals {
  const { clock } = session.runtime;
  const isOld = rule.runtime === "node12";
  const { global } = session.runtime.container;
  const require = ruleRequire({
    source: session.facts.modules ?? rule.modules,
    clock,
    warn: warnOnce(session.record),
    isOld,
  });
  const globals: RuleGlobals = {
    ...clockGlobals(clock),
    ...(isOld && { fetch: undefined }),
    configuration: session.facts.configuration,
    auth0: managementClient(session.runtime.management),
    global: global.object,
    require,
    console: captureConsole(nameOf(rule), session),
    UnauthorizedError,
    ValidationError,
    WrongUsernameOrPasswordError,
  };
  if (isOld) {
    addMagicGlobals(globals, require);
  }
  global.enter({
    names: globals,
    login: session,
    onMissing: isOld ? undefined : noteMagic(warnOnce(session.record)),
  });
  return globals;
}
