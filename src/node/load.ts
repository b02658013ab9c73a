import { createRequire } from "node:module";
import vm from "node:vm";
import {
  ACTION_GLOBALS,
  RULE_GLOBALS,
  type LoadedAction,
  type LoadedRule,
} from "../emulator/loaded.ts";
import type { ModuleSource } from "../emulator/require.ts";
import { checkRuleForm, FormError } from "../emulator/rules/form.ts";
import type { Rule } from "../emulator/rules/types.ts";
import { watchUncaught } from "./uncaught.ts";

export interface LoadOptions {
  /** Named in stack traces. */
  filename?: string;
  /** The line of the file on which the text begins, from 1. */
  line?: number;
  /** The modules that the text may load; Node's own if left out. */
  modules?: ModuleSource;
}

export interface RuleOptions extends LoadOptions {
  /** What `api.rules.wasExecuted` asks for; the name if left out. */
  id?: string;
  /** False takes the rule out of a pipeline. */
  enabled?: boolean;
}

/** Node's own modules that a script may load. */
const BUILT_IN = new Set(
  "assert buffer crypto dns events http https net path punycode querystring stream string_decoder tls url util zlib".split(
    " ",
  ),
);

/** Those whose work a login's clock cannot see. */
const WAITING = new Set(["dns", "http", "https", "net", "tls", "zlib"]);

const requireBuiltIn = createRequire(import.meta.url);

/**
 * Makes a rule's text ready to run, in the realm of the caller, so that `error instanceof Error` holds. The code
 * is not confined: run code of strangers in a worker only.
 *
 * @throws FormError, with line and column of the script, if it is not one function expression
 */
export function loadRule(script: string, options: RuleOptions = {}): LoadedRule {
  const { filename = "rule.js", line = 1, modules = nodeModules(), id, enabled = true } = options;
  const form = checkRuleForm(script);
  // The text is an expression. It begins on a line of its own, after a line that is ours.
  const start = compile(`return (\n${form.code}\n)`, RULE_GLOBALS, { filename, line: line - 1 });
  return {
    kind: "rule",
    id: id ?? form.name ?? filename,
    enabled,
    name: form.name ?? filename,
    warnings: form.warnings,
    modules,
    watchRejections: watchUncaught,
    start: (globals) => start(...RULE_GLOBALS.map((name) => globals[name])) as Rule,
  };
}

/**
 * Makes an action's text, a CommonJS module, ready to run, in the realm of the caller.
 *
 * @throws FormError if it is no JavaScript
 */
export function loadAction(code: string, options: LoadOptions = {}): LoadedAction {
  const { filename = "action.js", line = 1, modules = nodeModules() } = options;
  const start = compile(code, ACTION_GLOBALS, { filename, line });
  return {
    kind: "action",
    name: filename,
    warnings: [],
    modules,
    watchRejections: watchUncaught,
    start: (globals) => {
      start(...ACTION_GLOBALS.map((name) => globals[name]));
    },
  };
}

/**
 * Node's own modules, without those that reach files or processes, and the given ones, by `name@version` or name.
 * A given module may take time that a login's clock cannot see, so a script that loads it runs on real time.
 */
export function nodeModules(given: Readonly<Record<string, unknown>> = {}): ModuleSource {
  return (name, version) => {
    const id = version === undefined ? name : `${name}@${version}`;
    const key = [id, name].find((candidate) => Object.hasOwn(given, candidate));
    if (key !== undefined) return { exports: given[key], waits: true };
    const builtIn = name.replace(/^node:/, "");
    if (version !== undefined || !BUILT_IN.has(builtIn)) return undefined;
    return { exports: requireBuiltIn(`node:${builtIn}`) as unknown, waits: WAITING.has(builtIn) };
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
