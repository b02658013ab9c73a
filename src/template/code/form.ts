import type { CodeBlock } from "../body/document.ts";
import { isProblem, type Problem, type ProblemCode } from "../problem.ts";
import type { Source } from "../source.ts";
import {
  findCallingOut,
  findChangedGlobals,
  findHiddenGlobals,
  findUnknownGlobals,
} from "./globals.ts";
import { findHandlers } from "../../script/handlers.ts";
import { findOddities, type Oddity } from "./lexical.ts";
import { findModules, type ModuleUse } from "../../script/modules.ts";
import type { Names } from "../../script/syntax/names.ts";
import { parseAction, parseRule, type ParsedCode } from "./parse.ts";
import { allowedOfProcess } from "../../script/platform.ts";
import {
  readActionSettings,
  readRuleSettings,
  type SettingRead,
  type SettingReads,
} from "../../script/settings.ts";
import { findTextCode, unsaidFunction } from "./text-code.ts";
import type { Range } from "../../text/places.ts";
import type { Form } from "../../script/form/form.ts";

/** What one form of a template needs from its head. All ranges are ranges of the file. */
export interface CheckedForm {
  readonly kind: Form;
  readonly settings: readonly SettingRead[];
  readonly modules: readonly ModuleUse[];
  /** The first use of a global that calls out to another machine. */
  readonly callsOut: Range | undefined;
  /** Whether all settings it reads are known. */
  readonly readable: boolean;
  readonly problems: readonly Problem[];
}

/** Checks a rule, as far as that is possible without its head. */
export function checkRule(source: Source, block: CodeBlock): CheckedForm | Problem {
  const rule = parseRule(source, block);
  if (isProblem(rule)) return rule;
  return summarize(source, rule, { reads: readRuleSettings(rule.names), faults: [] });
}

/** Checks an action, as far as that is possible without its head. */
export function checkAction(source: Source, block: CodeBlock): CheckedForm | Problem {
  const action = parseAction(source, block);
  if (isProblem(action)) return action;
  const { handlers, faults } = findHandlers(action.root, action.names);
  return summarize(source, action, {
    reads: readActionSettings(action.names, handlers),
    faults: faults.map(({ range, ...text }) => ({
      ranges: [range],
      code: "action-form",
      ...text,
    })),
  });
}

/** One kind of problem at several places of the code. */
interface Fault {
  readonly ranges: readonly Range[];
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
}

function summarize(
  source: Source,
  { form, code: text, names, rangeOf }: ParsedCode,
  { reads, faults }: { readonly reads: SettingReads; readonly faults: readonly Fault[] },
): CheckedForm {
  const { modules, dynamic } = findModules(names);
  const callsOut = findCallingOut(names);
  const all = [
    ...faults,
    unreadableSettings(form, reads.unreadable),
    {
      ranges: dynamic,
      code: "module-dynamic",
      message: "this hides which module is loaded",
      hint: 'load modules as require("name")',
    } as const,
    ...findForeignNames(form, names),
    ...findUnknown(form, names),
    ...findHidden(names),
    ...findOddities(text, form).map(describeOddity),
  ];
  return {
    kind: form,
    settings: reads.keys.map(({ key, ...range }) => ({ key, ...rangeOf(range) })),
    modules: modules.map((use) => ({ ...use, ...rangeOf(use) })),
    callsOut: callsOut && rangeOf(callsOut),
    readable: reads.unreadable.length === 0,
    problems: all.flatMap(({ ranges, code, message, hint }) =>
      ranges.map((range) => source.problem(code, rangeOf(range), message, hint)),
    ),
  };
}

function unreadableSettings(form: Form, ranges: readonly Range[]): Fault {
  const settings = form === "rule" ? "configuration" : "event.secrets";
  const place = form === "rule" ? "rule" : "handler";
  return {
    ranges,
    code: "configuration-unreadable",
    message: `this hides which keys of ${settings} are read`,
    hint: `read each key by name, ${settings}.KEY, in the ${place} itself`,
  };
}

/** What only the other form is given: using it would fail every login. */
const foreignNames = {
  rule: ["event", "api", "exports", "module"],
  action: ["user", "context", "callback", "configuration", "auth0", "UnauthorizedError"],
};

function findForeignNames(form: Form, names: Names): Fault[] {
  return foreignNames[form].map((name) => ({
    ranges: names.free.get(name) ?? [],
    code: "name-foreign",
    message: `${name} is not there in ${form === "rule" ? "a rule" : "an action"}`,
    hint:
      form === "rule" ? "use user, context and configuration" : "use event, api and event.secrets",
  }));
}

function findUnknown(form: Form, names: Names): Fault[] {
  return findUnknownGlobals(form, names).map(({ name, ...range }) => ({
    ranges: [range],
    code: "global-unknown",
    message: `${name} is not among the globals that a template may use`,
    hint: name.startsWith("process.")
      ? `of process a template may use ${[...allowedOfProcess].join(", ")}`
      : "declare it if it is a name of your own; requests are made with fetch",
  }));
}

/** Code, and uses of globals, that cannot be seen. */
function findHidden(names: Names): Fault[] {
  return [
    {
      ranges: findHiddenGlobals(names),
      code: "global-dynamic",
      message: "this hides which global is used",
      hint: "use globals by their names; what is to outlive a login is kept as global.NAME",
    },
    ...findChangedGlobals(names).map(({ name, ...range }) => ({
      ranges: [range],
      code: "global-dynamic" as const,
      message: `this changes ${name} for all code that runs beside it`,
      hint: "give what is your own a name of its own; what is to outlive a login is kept as global.NAME",
    })),
    {
      ranges: names.plainThis,
      code: "global-dynamic",
      message: "`this` is the global object here, or what the action exports",
      hint: "use it in methods of objects and classes only",
    },
    ...findTextCode(names).map(({ by, ...range }) => ({
      ranges: [range],
      code: "code-dynamic" as const,
      message: `this can run code that cannot be read here: ${by}`,
      hint:
        by === unsaidFunction
          ? hintForUnsaid
          : "write the code out, and call functions by their names",
    })),
  ];
}

const hintForUnsaid = "choose the function with a switch, or get it from a Map";

function describeOddity({ kind, written, ...range }: Oddity): Fault {
  switch (kind) {
    case "name":
      return {
        ranges: [range],
        code: "code-name",
        message: `the name ${written} has an escape, or a letter that is not ASCII`,
        hint: "write names in ASCII: others can look alike and be different",
      };
    case "comment":
      return {
        ranges: [range],
        code: "code-comment",
        message: `${written} begins a comment here, as in HTML`,
        hint: "write // or /* */",
      };
    case "gap":
      return {
        ranges: [range],
        code: "character-hidden",
        message: `there are so many ${written} here that what follows is out of sight`,
        hint: "remove them",
      };
    case "blank":
      return {
        ranges: [range],
        code: "character-hidden",
        message: `there is ${written} here, which looks like a space but is another character`,
        hint: "write a space, or an escape if a string needs it",
      };
  }
}
