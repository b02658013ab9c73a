import type { CodeBlock } from "../document.ts";
import { isProblem, type Problem } from "../problem.ts";
import type { Range, Source } from "../source.ts";
import { exportsOf } from "./exports.ts";
import { functionOf } from "./functions.ts";
import { findModules, type ModuleUse } from "./modules.ts";
import type { Names } from "./names.ts";
import { parseAction, parseRule, type ActionProgram, type ParsedCode } from "./parse.ts";

import {
  readActionSettings,
  readRuleSettings,
  type SettingRead,
  type SettingReads,
} from "./settings.ts";
import type { FunctionNode } from "./tree.ts";

/** What one form of a template needs from its head. All ranges are ranges of the file. */
export interface Form {
  readonly kind: "rule" | "action";
  readonly settings: readonly SettingRead[];
  readonly modules: readonly ModuleUse[];
  /** The first use of the free name `fetch`. */
  readonly fetch: Range | undefined;
  /** Whether all settings it reads are known. */
  readonly readable: boolean;
  readonly problems: readonly Problem[];
}

/** Checks a rule, as far as that is possible without its head. */
export function checkRule(source: Source, block: CodeBlock): Form | Problem {
  const rule = parseRule(source, block);
  if (isProblem(rule)) return rule;
  return summarize(source, rule, readRuleSettings(rule.names), []);
}

/** Checks an action, as far as that is possible without its head. */
export function checkAction(source: Source, block: CodeBlock): Form | Problem {
  const action = parseAction(source, block);
  if (isProblem(action)) return action;
  const { handlers, problems } = findHandlers(source, action);
  return summarize(source, action, readActionSettings(action.names, handlers), problems);
}

function summarize(
  source: Source,
  { form, names, rangeOf }: ParsedCode,
  reads: SettingReads,
  problems: readonly Problem[],
): Form {
  const { modules, dynamic } = findModules(names);
  const fetch = names.free.get("fetch")?.[0];
  const settings = form === "rule" ? "configuration" : "event.secrets";
  return {
    kind: form,
    settings: reads.keys.map(({ key, ...range }) => ({ key, ...rangeOf(range) })),
    modules: modules.map(({ name, ...range }) => ({ name, ...rangeOf(range) })),
    fetch: fetch && rangeOf(fetch),
    readable: reads.unreadable.length === 0,
    problems: [
      ...problems,
      ...reads.unreadable.map((range) =>
        source.problem(
          "configuration-unreadable",
          rangeOf(range),
          `this hides which keys of ${settings} are read`,
          `read each key by name, ${settings}.KEY, in the ${form === "rule" ? "rule" : "handler"} itself`,
        ),
      ),
      ...dynamic.map((range) =>
        source.problem(
          "module-dynamic",
          rangeOf(range),
          "this hides which module is loaded",
          'load modules as require("name")',
        ),
      ),
      ...foreignNames[form].flatMap((name) =>
        (names.free.get(name) ?? []).map((range) =>
          source.problem(
            "name-foreign",
            rangeOf(range),
            `${name} is not there in ${form === "rule" ? "a rule" : "an action"}`,
            form === "rule"
              ? "use user, context and configuration"
              : "use event, api and event.secrets",
          ),
        ),
      ),
      ...findDynamicCode(names).map((range) =>
        source.problem(
          "code-dynamic",
          rangeOf(range),
          "this runs code that cannot be read here",
          "write the code out: eval, Function and with have no place in a template",
        ),
      ),
    ],
  };
}

function findDynamicCode(names: Names): Range[] {
  return [...(names.free.get("eval") ?? []), ...(names.free.get("Function") ?? []), ...names.withs];
}

/** What only the other form is given: using it would fail every login. */
const foreignNames = {
  rule: ["event", "api", "exports", "module"],
  action: ["user", "context", "callback", "configuration", "auth0", "UnauthorizedError"],
};

const handlerNames = ["onExecutePostLogin", "onContinuePostLogin"];

/** The handlers an action exports. The platform's loader refuses one that is no async function. */
function findHandlers(
  source: Source,
  { root, names, rangeOf }: ParsedCode<ActionProgram>,
): { handlers: FunctionNode[]; problems: Problem[] } {
  const exported = exportsOf(names);
  const handlers: FunctionNode[] = [];
  const problems: Problem[] = [];
  const wrong = (range: Range, message: string): void => {
    const hint = "write exports.onExecutePostLogin = async (event, api) => { … };";
    problems.push(source.problem("action-form", rangeOf(range), message, hint));
  };
  for (const name of handlerNames) {
    const value = exported.get(name);
    if (!value) continue;
    const handler = functionOf(names, value);
    if (handler?.async && !handler.generator) handlers.push(handler);
    else wrong(value, `${name} is not an async function`);
  }
  if (!exported.has("onExecutePostLogin")) {
    wrong(root.body[0] ?? root, "the action does not export onExecutePostLogin");
  }
  return { handlers, problems };
}
