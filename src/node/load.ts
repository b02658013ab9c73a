import vm from "node:vm";
import type {
  LoadedAction,
  LoadedActionsModule,
  LoadedRule,
  Runtime,
} from "../emulator/script/loaded.ts";
import type { ModuleSource } from "../emulator/host/require.ts";
import { checkOptions } from "../emulator/login/options.ts";
import { FormError } from "../script/form/form-error.ts";
import { evaluable, type ScriptFile } from "../emulator/script/evaluable.ts";
import { prepareAction, prepareActionsModule, prepareRule } from "../emulator/script/load.ts";
import type { Compile } from "../emulator/script/text.ts";
import { checkSecrets } from "../emulator/login/settings.ts";
import { nodeModules } from "./modules.ts";
import { isMainRealm } from "./realm.ts";
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
  /** What the action can load as `require("actions:name")`, by name: three at most. */
  actionsModules?: Readonly<Record<string, ActionsModule>>;
}

/**
 * Code that several actions share.
 * Source: https://auth0.com/docs/customize/actions/modules/actions-modules-overview
 */
export interface ActionsModule extends LoadOptions {
  /** A CommonJS module. */
  code: string;
  /** Its own settings, which it reads as `actions.secrets.KEY`. */
  secrets?: Readonly<Record<string, string>>;
}

const loadOptions = { filename: true, line: true, modules: true } as const;
const ruleOptions: Readonly<Record<keyof RuleOptions, true>> = {
  ...loadOptions,
  id: true,
  enabled: true,
  runtime: true,
};
const actionOptions: Readonly<Record<keyof ActionOptions, true>> = {
  ...loadOptions,
  secrets: true,
  actionsModules: true,
};

/**
 * Makes a rule's text ready to run, in the realm of the caller, so that `error instanceof Error`
 * holds. The code is not confined: run untrusted code only in a worker.
 *
 * @throws FormError, with line and column of the script, if it can be no function; TypeError if
 * there is no such option
 */
export function loadRule(script: string, options: RuleOptions = {}): LoadedRule {
  checkOptions(options, ruleOptions, "loadRule");
  const { filename = "rule.js", line = 1, modules = nodeModules(), enabled = true } = options;
  const { name, warnings, start } = prepareRule(script, compilerOf({ filename, line }));
  return {
    kind: "rule",
    id: options.id ?? name ?? filename,
    enabled,
    runtime: options.runtime ?? "node22",
    name: name ?? filename,
    warnings,
    modules,
    watchRejections: watchUncaught,
    start,
  };
}

/**
 * Makes an action's text, a CommonJS module, ready to run, in the realm of the caller.
 *
 * @throws FormError, with line and column, if it is not JavaScript or an action of another trigger;
 * TypeError or RangeError if there is no such option, for more Actions Modules than the platform
 * allows or a name that it does not, and for secrets that it would not store
 */
export function loadAction(code: string, options: ActionOptions = {}): LoadedAction {
  checkOptions(options, actionOptions, "loadAction");
  const { filename = "action.js", line = 1, modules = nodeModules() } = options;
  return {
    kind: "action",
    name: filename,
    ...(options.secrets && { secrets: checkSecrets(options.secrets, `the action ${filename}`) }),
    warnings: [],
    modules,
    watchRejections: watchUncaught,
    start: prepareAction(code, compilerOf({ filename, line })),
    actionsModules: loadActionsModules(options.actionsModules ?? {}),
  };
}

/** Source: https://auth0.com/docs/customize/actions/limitations */
const mostModules = 3;
const moduleName = /^[a-z0-9][a-z0-9_-]*$/;

function loadActionsModules(
  given: Readonly<Record<string, ActionsModule>>,
): Record<string, LoadedActionsModule> {
  const entries = Object.entries(given);
  if (entries.length > mostModules) {
    throw new RangeError(`an action can have ${mostModules} Actions Modules at most`);
  }
  return Object.fromEntries(
    entries.map(([name, module]) => {
      if (moduleName.test(name)) {
        return [name, loadActionsModule(name, module)];
      }
      throw new RangeError(
        `${JSON.stringify(name)} is not the name of an Actions Module: small letters, digits, _ and -`,
      );
    }),
  );
}

function loadActionsModule(name: string, module: ActionsModule): LoadedActionsModule {
  const { code, filename = `${name}.js`, line = 1, modules = nodeModules(), secrets = {} } = module;
  return { modules, secrets, start: prepareActionsModule(code, compilerOf({ filename, line })) };
}

/** Compiles for the place of a script. */
function compilerOf(file: ScriptFile): Compile {
  return (text) => {
    try {
      return isMainRealm ? compileAt(text, file) : evaluate(text, file);
    } catch (error) {
      if (!(error instanceof SyntaxError)) {
        throw error;
      }
      const line = errorLine(error, file.filename) - file.line + 1;
      throw new FormError(error.message, { line: Math.max(1, line), column: 1 });
    }
  };
}

type Made = ReturnType<Compile>;

/**
 * In Node's own realm, with each line and column in its place: before the script is a line that is
 * ours.
 */
function compileAt(
  { parameters, before, code, after }: Parameters<Compile>[0],
  { filename, line }: ScriptFile,
): Made {
  const options = { filename, lineOffset: line - 2 };
  return vm.compileFunction(`${before}\n${code}\n${after}`, [...parameters], options) as Made;
}

/** In the realm of the caller, which Node's own functions cannot compile for. */
function evaluate(text: Parameters<Compile>[0], file: ScriptFile): Made {
  const compileText = globalThis.eval;
  return compileText(evaluable(text, file).text) as Made;
}

/** V8 names the place in the first line of the stack. */
function errorLine({ stack = "" }: Error, filename: string): number {
  const [first = ""] = stack.split("\n");
  return first.startsWith(`${filename}:`) ? Number(first.slice(filename.length + 1)) || 1 : 1;
}
