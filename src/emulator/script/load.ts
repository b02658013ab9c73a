import { actionLocals, readAction, readModule } from "../../script/form/action-form.ts";
import {
  actionGlobals,
  ruleGlobals,
  type LoadedAction,
  type LoadedActionsModule,
  type LoadedRule,
} from "./loaded.ts";
import { checkRuleForm, type RuleForm } from "../../script/form/rule-form.ts";
import type { Rule } from "../rules/types.ts";
import { PreparedScript } from "./prepare.ts";
import { expressionFrame, moduleFrame, type Compile } from "./text.ts";

/** Makes a rule's text ready to run. @throws FormError if it cannot be a rule */
export function prepareRule(
  text: string,
  compile: Compile,
): Pick<RuleForm, "name" | "warnings"> & Pick<LoadedRule, "start"> {
  const script = checkRuleForm(text);
  const prepared = new PreparedScript({
    script,
    frame: expressionFrame,
    locals: [],
    given: ruleGlobals,
    compile,
  });
  return {
    name: script.name,
    warnings: script.warnings,
    start: (globals) => asRule(prepared.start(globals)),
  };
}

/** @throws TypeError if the expression has given something else */
function asRule(value: unknown): Rule {
  if (typeof value === "function") {
    return value as Rule;
  }
  const found =
    value === null || value === undefined ? String(value) : `a value of the type ${typeof value}`;
  throw new TypeError(
    `a rule gives a function (user, context, callback), and this one gave ${found}`,
  );
}

/** Makes an action's text ready to run. @throws FormError if it cannot be a post-login action */
export function prepareAction(text: string, compile: Compile): LoadedAction["start"] {
  return prepareModule(actionLocals, compile, readAction(text));
}

/** What the platform declares for an Actions Module. Source: https://github.com/auth0/auth0-actions */
const moduleLocals = ["module", "exports", "require", "actions", "console"] as const;

/**
 * Makes the text of an Actions Module ready to run.
 *
 * @throws FormError if it is no CommonJS module
 */
export function prepareActionsModule(text: string, compile: Compile): LoadedActionsModule["start"] {
  return prepareModule(moduleLocals, compile, readModule(text, moduleLocals));
}

function prepareModule<Local extends string>(
  locals: readonly Local[],
  compile: Compile,
  script: ReturnType<typeof readModule>,
): (globals: Record<Local | "global", unknown>) => void {
  const frame = moduleFrame(locals);
  const prepared = new PreparedScript({ script, frame, locals, given: actionGlobals, compile });
  return (globals) => {
    const run = prepared.start(globals) as (...values: unknown[]) => unknown;
    Reflect.apply(
      run,
      prepared.thisOf(globals),
      locals.map((name) => globals[name]),
    );
  };
}
