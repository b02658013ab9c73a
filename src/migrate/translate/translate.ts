import type { AnyNode } from "acorn";

import type { TranslateOptions, Translation } from "../translation.ts";
import { assemble } from "./assemble.ts";
import { Endings } from "./flow/endings.ts";
import { Flow } from "./flow/flow.ts";
import { atEnd } from "./flow/writer.ts";
import { UnorderedError } from "./flow/unordered.ts";
import { printModule } from "./expressions/modules.ts";
import { FreshNames } from "./fresh-names.ts";
import { ends, type Out } from "./flow/output.ts";
import { flatten, withoutLastReturn } from "./flow/tidy.ts";
import { printDeclarator } from "./expressions/patterns.ts";
import { needsProfile, printProfile } from "./expressions/profile.ts";
import { printMember, printName, printShorthand, printTemplate } from "./expressions/reads.ts";
import { readRule, type RuleTree } from "./read/rule-tree.ts";
import { printInnerStatement, printUpdateValue } from "./flow/statement-text.ts";
import { printInner } from "./expressions/tests.ts";
import { Notes, Work, type Mode } from "./work.ts";
import { wrap } from "./flow/wrapped.ts";
import { printWrite } from "./expressions/writes.ts";

const rewriters = [
  printModule,
  printUpdateValue,
  printWrite,
  printMember,
  printName,
  printShorthand,
  printTemplate,
  printDeclarator,
  printInner,
  printInnerStatement,
];

/**
 * Makes an action of the text of a rule.
 *
 * @param code the text: one function (user, context, callback)
 */
export function translateRule(code: string, options: TranslateOptions = {}): Translation {
  const text = code.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const rule = readRule(text);
  if ("reason" in rule) {
    return { kind: "untranslatable", obstacles: [rule] };
  }
  const idiomatic = attempt(rule, options, flatBody);
  if (!(idiomatic instanceof UnorderedError)) {
    return idiomatic;
  }
  const wrapped = attempt(rule, options, wrap);
  if (!(wrapped instanceof UnorderedError)) {
    return wrapped;
  }
  const notes = new Notes(rule);
  notes.refuse("flow", wrapped.node);
  return { kind: "untranslatable", obstacles: [...notes.obstacles.values()] };
}

/** How the statements of a handler are written. */
type WriteBody = (work: Work) => Out[];

function attempt(
  rule: RuleTree,
  options: TranslateOptions,
  writeBody: WriteBody,
): Translation | UnorderedError {
  const notes = new Notes(rule);
  const write = (mode: Mode) => {
    const work = new Work({ notes, mode, rewriters, options });
    work.hasProfile = needsProfile(work);
    return [...printProfile(work), ...writeBody(work)];
  };
  try {
    const execute = write("execute");
    const resumes = redirects(rule);
    const parts = { execute, ...(resumes && { resume: write("continue") }) };
    const obstacles = [...notes.obstacles.values()].sort((a, b) => a.place.start - b.place.start);
    if (obstacles.length > 0) {
      return { kind: "untranslatable", obstacles };
    }
    const level = writeBody === flatBody ? "idiomatic" : "wrapped";
    return assemble(notes, { ...parts, level });
  } catch (error) {
    if (error instanceof UnorderedError) {
      return error;
    }
    throw error;
  }
}

/** Whether the rule sends its user away. */
function redirects({ names }: RuleTree): boolean {
  return names.nodes.some(
    (node: AnyNode) =>
      node.type === "AssignmentExpression" &&
      node.left.type === "MemberExpression" &&
      node.left.property.type === "Identifier" &&
      node.left.property.name === "redirect",
  );
}

function flatBody(work: Work): Out[] {
  const names = new FreshNames(work);
  const flow = new Flow({ work, names, endings: new Endings(work) });
  const body = flatten(flow.body(work.rule.root, atEnd));
  return ends(body) ? withoutLastReturn(body) : [...body, flow.silence(work.rule.root)];
}
