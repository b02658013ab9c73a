import type { AnyNode, Pattern, Program } from "acorn";

import { resolveNames, type Names } from "../../script/syntax/names.ts";
import { parseScript } from "../../script/syntax/parser.ts";
import { childrenOf, isFunction, namesIn } from "../../script/syntax/tree.ts";
import type { RuleTree } from "./read/rule-tree.ts";
import { plain } from "./work.ts";

/**
 * The lines of an action without what the rule used and the action does not: each handler has only
 * its own half of a rule that redirects.
 *
 * @param marked the text with the marks of `Notes.mark`
 */
export function pruneLines(marked: string, rule: RuleTree): string {
  let lines = marked.split("\n");
  for (;;) {
    const found = findUnused(lines, rule);
    if (!found) {
      return tidyHandlers(withoutDoubleBlanks(lines).join("\n"));
    }
    lines = lines.filter((_line, index) => index < found.first || index > found.last);
  }
}

/**
 * Takes from the handlers the parameters that they no longer use, and their lines if nothing is
 * left.
 */
function tidyHandlers(text: string): string {
  return text.replace(
    /^(exports\.on(Execute|Continue)PostLogin = async )\(.*\) => \{\n([^]*?)\n?^\};/gm,
    (_whole, head: string, name: string, body: string) => {
      const used = plain(body).replace(/^\s*\/\/.*$/gm, "");
      const parameters = /\bapi\b/.test(used)
        ? "event, api"
        : /\bevent\b/.test(used)
          ? "event"
          : "";
      // The other handler has the comments as well.
      const isEmpty = (name === "Continue" ? used : body).trim() === "";
      return `${head}(${parameters}) => {${isEmpty ? "" : `\n${body}\n`}};`;
    },
  );
}

/** Lines by their index. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}

function findUnused(lines: readonly string[], rule: RuleTree): Stretch | undefined {
  // What stands for a line break inside of a template is one character as well.
  const code = plain(lines.join("\n")).replaceAll("\uE004", " ");
  let program: Program;
  try {
    program = parseScript(code);
  } catch {
    // Whoever loads the action says what is wrong.
    return undefined;
  }
  const names = resolveNames(program);
  for (const statement of statementsOf(program)) {
    if (!isUnused(statement, { code, names, rule })) {
      continue;
    }
    const first = lineAt(code, statement.start);
    const last = lineAt(code, statement.end);
    if (!isAlone(statement, code)) {
      continue;
    }
    return { first: withComments(first, lines, code.slice(0, statement.start)), last };
  }
  return undefined;
}

/** The statements of the handlers. */
function statementsOf(program: Program): AnyNode[] {
  return program.body.flatMap((statement) => {
    const expression = statement.type === "ExpressionStatement" ? statement.expression : undefined;
    const handler = expression?.type === "AssignmentExpression" ? expression.right : undefined;
    const body = handler && isFunction(handler) ? handler.body : undefined;
    return body?.type === "BlockStatement" ? body.body : [];
  });
}

interface Surroundings {
  readonly code: string;
  readonly names: Names;
  readonly rule: RuleTree;
}

function isUnused(statement: AnyNode, { code, names, rule }: Surroundings): boolean {
  const isDead = (pattern: Pattern) =>
    namesIn(pattern).every((name) => {
      const binding = names.bindingOf(name);
      const isFree = binding && !binding.redeclared && binding.references.length === 0;
      return isFree === true && wasUsed(name.name, rule);
    });
  if (statement.type === "FunctionDeclaration") {
    return statement.id !== null && isDead(statement.id);
  }
  if (statement.type !== "VariableDeclaration") {
    return false;
  }
  return statement.declarations.every(
    ({ id, init }) => isDead(id) && (!init || isSilent(init, code)) && isSilent(id, code),
  );
}

/** What nobody uses in the rule either is the author's. */
function wasUsed(name: string, { names }: RuleTree): boolean {
  return names.nodes.some(
    (node) =>
      node.type === "Identifier" &&
      node.name === name &&
      names.bindingOf(node)?.references.includes(node) === true,
  );
}

/** What every event has, and what can be read of it. */
const read =
  /^event\.(?:(?:client|connection|tenant|stats|secrets|transaction\?)\.\w+|user(?:(?:\.(?:app|user)_metadata)?\.\w+)?|request(?:\.(?:query|body|geoip))?\.\w+)$/;

/** Whether working it out can neither fail nor do anything. */
function isSilent(node: AnyNode, code: string): boolean {
  if (isFunction(node)) {
    return true;
  }
  switch (node.type) {
    case "ChainExpression":
    case "MemberExpression":
      return read.test(code.slice(node.start, node.end));
    case "Identifier":
    case "Literal":
    case "TemplateElement":
      return true;
    case "ObjectPattern":
    case "AssignmentPattern":
    case "Property":
    case "SpreadElement":
    case "ObjectExpression":
    case "ArrayExpression":
    case "TemplateLiteral":
    case "UnaryExpression":
    case "BinaryExpression":
    case "LogicalExpression":
    case "ConditionalExpression":
      return childrenOf(node).every((child) => isSilent(child, code));
    default:
      return false;
  }
}

function lineAt(code: string, offset: number): number {
  return code.slice(0, offset).split("\n").length - 1;
}

/** Whether there is nothing else on its lines, apart from a comment after it. */
function isAlone({ start, end }: AnyNode, code: string): boolean {
  const before = code.slice(code.lastIndexOf("\n", start - 1) + 1, start);
  const [after = ""] = code.slice(end).split("\n", 1);
  return before.trim() === "" && /^\s*(?:\/\/.*|\/\*.*\*\/)?$/.test(after);
}

/** The comments before a statement are in the other handler as well. */
function withComments(first: number, lines: readonly string[], before: string): number {
  if (!before.includes("exports.onContinuePostLogin")) {
    return first;
  }
  let from = first;
  while (/^\s*(?:\/\/|\/\*.*\*\/\s*$)/.test(lines[from - 1] ?? "")) {
    from--;
  }
  return from;
}

function withoutDoubleBlanks(lines: readonly string[]): string[] {
  return lines.filter((line, index) => {
    if (line !== "") {
      return true;
    }
    const [before = "", after = ""] = [lines[index - 1], lines[index + 1]];
    return before !== "" && !before.endsWith(") => {") && after !== "};";
  });
}
