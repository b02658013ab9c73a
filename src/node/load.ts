import vm from "node:vm";
import {
  ACTION_GLOBALS,
  RULE_GLOBALS,
  type LoadedAction,
  type LoadedRule,
  type Runtime,
} from "../emulator/loaded.ts";
import type { ModuleSource } from "../emulator/require.ts";
import { checkOptions } from "../emulator/options.ts";
import { checkRuleForm, FormError } from "../emulator/rules/form.ts";
import type { Rule } from "../emulator/rules/types.ts";
import { checkSecrets } from "../emulator/settings.ts";
import { nodeModules } from "./modules.ts";
import { watchUncaught } from "./uncaught.ts";

export { computing, hostPackages, nodeModules } from "./modules.ts";

/** How a text is made ready to run. */
export interface LoadOptions {
  /** Named in stack traces. */
  filename?: string;
  /** The line of the file on which the text begins, from 1. */
  line?: number;
  /** The modules that the text may load; Node's own if left out. */
  modules?: ModuleSource;
}

/** How a rule is made ready to run. */
export interface RuleOptions extends LoadOptions {
  /** What `api.rules.wasExecuted` asks for; the name if left out. */
  id?: string;
  /** False takes the rule out of a pipeline. */
  enabled?: boolean;
  /** `node22` unless given. */
  runtime?: Runtime;
}

/** How an action is made ready to run. */
export interface ActionOptions extends LoadOptions {
  /** The settings of this action alone, at most 30; those of the login if left out. */
  secrets?: Record<string, string>;
}

const LOAD = { filename: true, line: true, modules: true } as const;
const RULE: Readonly<Record<keyof RuleOptions, true>> = {
  ...LOAD,
  id: true,
  enabled: true,
  runtime: true,
};
const ACTION: Readonly<Record<keyof ActionOptions, true>> = { ...LOAD, secrets: true };

/**
 * Makes a rule's text ready to run, in the realm of the caller, so that `error instanceof Error` holds. The code
 * is not confined: run code of strangers in a worker only.
 *
 * @throws FormError, with line and column of the script, if it is not one function expression; TypeError if there is no
 *   such option
 */
export function loadRule(script: string, options: RuleOptions = {}): LoadedRule {
  checkOptions(options, RULE, "loadRule");
  const { filename = "rule.js", line = 1, modules = nodeModules(), enabled = true } = options;
  const form = checkRuleForm(script);
  const start = compileRule(form.code, options.runtime, { filename, line });
  return {
    kind: "rule",
    id: options.id ?? form.name ?? filename,
    enabled,
    runtime: options.runtime ?? "node22",
    name: form.name ?? filename,
    warnings: form.warnings,
    modules,
    watchRejections: watchUncaught,
    start,
  };
}

/** The text is an expression. It begins on a line of its own, after a line that is ours. */
function compileRule(
  code: string,
  runtime: Runtime | undefined,
  { filename, line }: { filename: string; line: number },
): LoadedRule["start"] {
  const place = { filename, line: line - 1 };
  if (runtime !== "node12") {
    const start = compile(`return (\n${code}\n)`, RULE_GLOBALS, place);
    return (globals) => start(...RULE_GLOBALS.map((name) => globals[name])) as Rule;
  }
  // `with` makes names out of getters, so that a package is loaded when its name is used.
  const names = [...RULE_GLOBALS, "magic"] as const;
  const start = compile(`with (magic) return (\n${code}\n)`, names, place);
  return (globals) => start(...names.map((name) => globals[name])) as Rule;
}

/**
 * Makes an action's text, a CommonJS module, ready to run, in the realm of the caller.
 *
 * @throws FormError if it is no JavaScript; TypeError or RangeError if there is no such option, or the platform would
 *   not store the secrets
 */
export function loadAction(code: string, options: ActionOptions = {}): LoadedAction {
  checkOptions(options, ACTION, "loadAction");
  const { filename = "action.js", line = 1, modules = nodeModules() } = options;
  const start = compile(code, ACTION_GLOBALS, { filename, line });
  return {
    kind: "action",
    name: filename,
    ...(options.secrets && { secrets: checkSecrets(options.secrets, `the action ${filename}`) }),
    warnings: [],
    modules,
    watchRejections: watchUncaught,
    start: (globals) => {
      start(...ACTION_GLOBALS.map((name) => globals[name]));
    },
  };
}

function compile(
  code: string,
  parameters: readonly string[],
  { filename, line }: { filename: string; line: number },
): (...values: unknown[]) => unknown {
  try {
    return vm.compileFunction(code, [...parameters], { filename, lineOffset: line - 1 }) as (
      ...values: unknown[]
    ) => unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FormError(error.message, { line: errorLine(error, filename) - line + 1, column: 1 });
  }
}

/** V8 names the place in the first line of the stack. */
function errorLine({ stack = "" }: Error, filename: string): number {
  const [first = ""] = stack.split("\n");
  return first.startsWith(`${filename}:`) ? Number(first.slice(filename.length + 1)) || 1 : 1;
}
