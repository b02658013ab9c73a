import { clockGlobals } from "../clock-globals.ts";
import { captureConsole } from "../console.ts";
import { UnauthorizedError, ValidationError, WrongUsernameOrPasswordError } from "../errors.ts";
import { nameOf, type LoadedRule, type RuleGlobals } from "../loaded.ts";
import { managementClient } from "../management.ts";
import { ruleRequire } from "../require.ts";
import type { Session } from "../session.ts";
import { magicGlobals } from "./magic-globals.ts";

/** The free names of a rule. Source: https://auth0.com/docs/rules-best-practices/rules-environment-best-practices */
export function ruleGlobals(rule: LoadedRule, session: Session): RuleGlobals {
  const { clock } = session;
  const require = ruleRequire(session.modules ?? rule.modules, clock);
  return {
    ...clockGlobals(clock),
    ...(rule.runtime === "node12" && { fetch: undefined, magic: magicGlobals(require) }),
    configuration: session.configuration,
    auth0: managementClient(session.management, session.login.tenant.id),
    global: session.container.global,
    require,
    console: captureConsole(nameOf(rule), session),
    UnauthorizedError,
    ValidationError,
    WrongUsernameOrPasswordError,
  };
}
