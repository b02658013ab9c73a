import type { CodeBlock } from "../body/document.ts";
import { describeProblem, isProblem, type Description, type Problem } from "../problem.ts";
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
  if (isProblem(rule)) {
    return rule;
  }
  return summarize(source, rule, { reads: readRuleSettings(rule.names), faults: [] });
}

/** Checks an action, as far as that is possible without its head. */
export function checkAction(source: Source, block: CodeBlock): CheckedForm | Problem {
  const action = parseAction(source, block);
  if (isProblem(action)) {
    return action;
  }
  const { handlers, faults } = findHandlers(action.root, action.names);
  return summarize(source, action, {
    reads: readActionSettings(action.names, handlers),
    faults: faults.map(({ range, ...fault }) => ({
      ranges: [range],
      description: describeProblem("action-form", fault),
    })),
  });
}

/** One kind of problem at several places of the code. */
interface Fault {
  readonly ranges: readonly Range[];
  readonly description: Description;
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
    {
      ranges: reads.unreadable,
      description: describeProblem("configuration-unreadable", { form }),
    },
    { ranges: dynamic, description: describeProblem("module-dynamic") },
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
    problems: all.flatMap(({ ranges, description }) =>
      ranges.map((range) => source.locate(rangeOf(range), description)),
    ),
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
    description: describeProblem("name-foreign", { name, form }),
  }));
}

function findUnknown(form: Form, names: Names): Fault[] {
  return findUnknownGlobals(form, names).map(({ name, ...range }) => ({
    ranges: [range],
    description: describeProblem("global-unknown", { name }),
  }));
}

/** Code, and uses of globals, that cannot be seen. */
function findHidden(names: Names): Fault[] {
  return [
    {
      ranges: findHiddenGlobals(names),
      description: describeProblem("global-dynamic", { fault: "object" }),
    },
    ...findChangedGlobals(names).map(({ name, ...range }) => ({
      ranges: [range],
      description: describeProblem("global-dynamic", { fault: { changed: name } }),
    })),
    { ranges: names.plainThis, description: describeProblem("global-dynamic", { fault: "this" }) },
    ...findTextCode(names).map(({ by, ...range }) => ({
      ranges: [range],
      description: describeProblem("code-dynamic", { by, isUnsaid: by === unsaidFunction }),
    })),
  ];
}

function describeOddity({ kind, written, ...range }: Oddity): Fault {
  return { ranges: [range], description: nameOddity(kind, written) };
}

function nameOddity(kind: Oddity["kind"], written: string): Description {
  switch (kind) {
    case "name":
      return describeProblem("code-name", { name: written });
    case "comment":
      return describeProblem("code-comment", { mark: written });
    case "gap":
      return describeProblem("character-hidden", { fault: "gap", written });
    case "space":
      return describeProblem("character-hidden", { fault: "space", written, isEscaped: false });
  }
}
