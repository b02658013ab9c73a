import type { AnyNode, Identifier } from "acorn";

import type { RuleTree } from "../../migrate/translate/read/rule-tree.ts";
import type { Names } from "../../script/syntax/names.ts";
import { childrenOf } from "../../script/syntax/tree.ts";
import { applyEdits, type Edit } from "./edits.ts";
import { globalKey, type Helper } from "./helpers.ts";

type Helpers = ReadonlyMap<string, Helper>;

/**
 * The keys of `global` that a rule reads and that are helpers, with all that these need, each after
 * what it needs.
 */
export function helpersFor({ names }: RuleTree, helpers: Helpers): Helper[] {
  const ordered = new Map<string, Helper>();
  const add = (key: string) => {
    const helper = helpers.get(key);
    if (!helper || ordered.has(key)) {
      return;
    }
    // A function may need itself by way of another.
    const before = ordered.size;
    ordered.set(key, helper);
    for (const need of helper.needs) {
      add(need);
    }
    if (ordered.size > before + 1) {
      ordered.delete(key);
      ordered.set(key, helper);
    }
  };
  for (const use of names.free.get("global") ?? []) {
    const member = names.parentOf(use);
    const key = member ? globalKey(member) : undefined;
    if (key !== undefined) {
      add(key);
    }
  }
  return [...ordered.values()];
}

/** Whether each use of `global` in a rule is one of a helper. */
export function usesHelpersOnly({ names }: RuleTree, helpers: Helpers): boolean {
  return (names.free.get("global") ?? []).every((use) => {
    const member = names.parentOf(use);
    const key = member ? globalKey(member) : undefined;
    return key !== undefined && helpers.has(key);
  });
}

/**
 * The text of a rule in which what it uses of other rules' helpers is written at its beginning.
 * What it keeps for others is gone.
 */
export function copyHelpers(rule: RuleTree, number: number, helpers: Helpers): string {
  const needed = helpersFor(rule, helpers);
  const own = new Set([...helpers.values()].filter((helper) => helper.number === number));
  const used = needed.filter((helper) => !own.has(helper) || isReadBeside(rule, helper));
  const taken = namesOf(rule.root);
  const given = new Map<string, string>();
  for (const { key } of used) {
    given.set(key, freshName(key, taken));
  }
  const texts = used.flatMap((helper) => declare(helper, given, taken));
  const { root, code } = rule;
  const edits: Edit[] = [
    ...[...new Set([...own].map(({ statement }) => statement))].map(({ start, end }) => ({
      ...wholeLine(code, start, end),
      text: "",
    })),
    ...readsOf(rule.names, given),
  ];
  if (texts.length > 0 && root.body.type === "BlockStatement") {
    const at = afterDirectives(root.body.body, root.body.start + 1);
    edits.push({ start: at, end: at, text: `\n${texts.map((text) => `  ${text}`).join("\n")}\n` });
  }
  return applyEdits(code, edits);
}

function afterDirectives(body: readonly AnyNode[], start: number): number {
  const directives = body.filter(
    (one) => one.type === "ExpressionStatement" && "directive" in one && one.directive,
  );
  return directives.at(-1)?.end ?? start;
}

/** With the indentation before it and the line's end, if it has the line to itself. */
function wholeLine(code: string, start: number, end: number): { start: number; end: number } {
  const before = /\n[ \t]*$/.exec(code.slice(0, start));
  const after = /^[ \t]*;?[ \t]*(?=\n)/.exec(code.slice(end));
  return before && after
    ? { start: start - before[0].length, end: end + after[0].length }
    : { start, end };
}

/** Whether a rule uses its own helper outside of what keeps it. */
function isReadBeside({ names }: RuleTree, { key, statement }: Helper): boolean {
  return (names.free.get("global") ?? []).some((use) => {
    const member = names.parentOf(use);
    const isInside = use.start >= statement.start && use.end <= statement.end;
    return member && globalKey(member) === key && !isInside;
  });
}

function readsOf(names: Names, given: ReadonlyMap<string, string>): Edit[] {
  return (names.free.get("global") ?? []).flatMap((use) => {
    const member = names.parentOf(use);
    const name = member && given.get(globalKey(member) ?? "");
    return member && name !== undefined
      ? [{ start: member.start, end: member.end, text: name }]
      : [];
  });
}

function declare(helper: Helper, given: ReadonlyMap<string, string>, taken: Set<string>): string[] {
  const { rule, value, key, locals } = helper;
  const renamed = new Map(locals.map(({ name }) => [name, freshName(name, taken)] as const));
  const name = given.get(key) ?? key;
  return [
    ...locals.map(
      (local) =>
        `const ${renamed.get(local.name) ?? ""} = ${textOf(local.value, rule, { given, renamed })};`,
    ),
    `const ${name} = ${textOf(value, rule, { given, renamed })};`,
  ];
}

function textOf(
  value: AnyNode,
  { code, names }: RuleTree,
  {
    given,
    renamed,
  }: { readonly given: ReadonlyMap<string, string>; readonly renamed: ReadonlyMap<string, string> },
): string {
  const inside = ({ start, end }: Edit) => start >= value.start && end <= value.end;
  const edits = [
    ...readsOf(names, given).filter(inside),
    ...identifiersIn(value).flatMap((identifier): Edit[] => {
      const binding = names.bindingOf(identifier);
      const name = renamed.get(identifier.name);
      const isLocal =
        binding && (binding.declaration.start < value.start || binding.declaration.end > value.end);
      if (!isLocal || name === undefined) {
        return [];
      }
      const { start, end } = identifier;
      const parent = names.parentOf(identifier);
      const isShort = parent?.type === "Property" && parent.shorthand;
      return [{ start, end, text: isShort ? `${identifier.name}: ${name}` : name }];
    }),
  ];
  return applyEdits(code.slice(value.start, value.end), edits, value.start);
}

function identifiersIn(root: AnyNode): Identifier[] {
  const found = new Map<number, Identifier>();
  const pending: AnyNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "Identifier") {
      found.set(node.start, node);
    }
    pending.push(...childrenOf(node));
  }
  return [...found.values()];
}

function namesOf(root: AnyNode): Set<string> {
  return new Set(identifiersIn(root).map(({ name }) => name));
}

function freshName(name: string, taken: Set<string>): string {
  const plain =
    /^[A-Za-z_$][\w$]*$/.test(name) && !reserved.has(name)
      ? name
      : `shared_${name.replace(/\W/g, "_")}`;
  let fresh = plain;
  for (let number = 2; taken.has(fresh); number++) {
    fresh = `${plain}${number}`;
  }
  taken.add(fresh);
  return fresh;
}

const reserved = new Set(
  "default class function new return delete const let var if else for in of do while switch case this throw try catch finally void with yield await async event api static null true false typeof instanceof import export extends super enum break continue debugger".split(
    " ",
  ),
);
