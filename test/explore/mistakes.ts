import type { AnyNode } from "acorn";

import type { Random } from "../../src/explore/logins/random.ts";
import { readSyntax, type Syntax } from "../../src/explore/read/syntax.ts";
import type { Form } from "../../src/script/form/form.ts";
import { memberKey } from "../../src/script/syntax/tree.ts";

/** A script with a mistake in it. */
export interface Mistake {
  readonly kind: MistakeKind;
  /** From 1, in the script. */
  readonly line: number;
  /** What is written, and what is written in its place. */
  readonly right: string;
  readonly wrong: string;
  readonly code: string;
}

/** The mistakes that people make when they write a rule as an action. */
export const mistakeKinds = [
  "guard dropped",
  "comparison flipped",
  "await forgotten",
  "other claim",
  "other key",
  "limit off by one",
] as const;

export type MistakeKind = (typeof mistakeKinds)[number];

interface Edit {
  readonly kind: MistakeKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All mistakes that can be planted in a script, one in each. */
export function findMistakes({ form, code }: { form: Form; code: string }): Mistake[] {
  const syntax = readSyntax({ form, code });
  return syntax.names.nodes
    .filter((node) => !isLogged(syntax, node))
    .flatMap((node) => editsOf(syntax, node))
    .map(({ kind, start, end, text }) => ({
      kind,
      line: code.slice(0, start).split("\n").length,
      right: code.slice(start, end),
      wrong: text,
      code: code.slice(0, start) + text + code.slice(end),
    }));
}

/** So many of all, of each kind as many as there are, up to the same number. */
export function pickMistakes<T extends { readonly kind: MistakeKind }>(
  all: readonly T[],
  count: number,
  random: Random,
): T[] {
  const queues = mistakeKinds.map((kind) =>
    shuffle(
      all.filter((one) => one.kind === kind),
      random,
    ),
  );
  const picked: T[] = [];
  while (picked.length < count && queues.some((queue) => queue.length > 0)) {
    picked.push(...queues.flatMap((queue) => queue.splice(0, 1)));
  }
  return picked.slice(0, count);
}

function shuffle<T>(list: readonly T[], random: Random): T[] {
  const left = [...list];
  return list.flatMap(() => left.splice(random.below(left.length), 1));
}

/** What is written to the console is neither an outcome nor a request. */
function isLogged({ names }: Syntax, node: AnyNode): boolean {
  for (let parent = names.parentOf(node); parent; parent = names.parentOf(parent)) {
    const isLog =
      parent.type === "CallExpression" &&
      parent.callee.type === "MemberExpression" &&
      parent.callee.object.type === "Identifier" &&
      parent.callee.object.name === "console";
    if (isLog) {
      return true;
    }
  }
  return false;
}

function editsOf(syntax: Syntax, node: AnyNode): Edit[] {
  switch (node.type) {
    case "IfStatement":
      return !node.alternate && leaves(node.consequent)
        ? [{ kind: "guard dropped", start: node.start, end: node.end, text: ";" }]
        : [];
    case "AwaitExpression": {
      const { start } = node.argument;
      return [{ kind: "await forgotten", start: node.start, end: start, text: "" }];
    }
    case "BinaryExpression":
      return editsOfComparison(syntax, node);
    case "MemberExpression":
      return editsOfMember(syntax, node);
    case "CallExpression":
      return editsOfClaim(node);
    case "Property":
      return editsOfSetting(syntax, node);
    default:
      return [];
  }
}

/** Whether a statement ends the script, or refuses the login. */
function leaves(node: AnyNode): boolean {
  if (node.type === "BlockStatement") {
    return node.body.some(leaves);
  }
  return node.type === "ReturnStatement" || node.type === "ThrowStatement";
}

const flippedOperators: Readonly<Record<string, string>> = {
  "===": "!==",
  "!==": "===",
  "==": "!=",
  "!=": "==",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
};

const nextTo: Readonly<Record<string, string>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };

function editsOfComparison(
  { code }: Syntax,
  node: Extract<AnyNode, { type: "BinaryExpression" }>,
): Edit[] {
  const { operator, left, right } = node;
  const start = left.end + code.slice(left.end, right.start).indexOf(operator);
  const place = { start, end: start + operator.length };
  const flipped = flippedOperators[operator];
  const next = nextTo[operator];
  return [
    ...(flipped === undefined
      ? []
      : [{ kind: "comparison flipped" as const, ...place, text: flipped }]),
    ...(next === undefined ? [] : [{ kind: "limit off by one" as const, ...place, text: next }]),
  ];
}

const holders = new Set(["app_metadata", "user_metadata", "secrets", "configuration", "metadata"]);

/** A key of metadata or of settings. */
function editsOfMember(
  { names }: Syntax,
  node: Extract<AnyNode, { type: "MemberExpression" }>,
): Edit[] {
  const parent = names.parentOf(node);
  const isClaim =
    node.computed &&
    node.object.type === "MemberExpression" &&
    /^(?:idToken|accessToken)$/.test(memberKey(node.object) ?? "") &&
    parent?.type === "AssignmentExpression";
  if (isClaim) {
    return otherText(node.property, "other claim");
  }
  const { object } = node;
  const holder =
    object.type === "Identifier"
      ? object.name
      : object.type === "MemberExpression"
        ? memberKey(object)
        : undefined;
  return holder !== undefined &&
    holders.has(holder) &&
    node.property.type === "Identifier" &&
    !node.computed
    ? [
        {
          kind: "other key",
          start: node.property.start,
          end: node.property.end,
          text: `${node.property.name}s`,
        },
      ]
    : [];
}

/** What is taken from the settings by its name. */
function editsOfSetting({ names }: Syntax, node: Extract<AnyNode, { type: "Property" }>): Edit[] {
  const pattern = names.parentOf(node);
  const isSetting = node.key.type === "Identifier" && /^[A-Z][A-Z\d_]+$/.test(node.key.name);
  return pattern?.type === "ObjectPattern" && isSetting && !node.shorthand
    ? [{ kind: "other key", start: node.key.end, end: node.key.end, text: "S" }]
    : [];
}

function editsOfClaim({
  callee,
  arguments: [first],
}: Extract<AnyNode, { type: "CallExpression" }>): Edit[] {
  const method = callee.type === "MemberExpression" ? memberKey(callee) : undefined;
  if (!first || method === undefined) {
    return [];
  }
  if (method === "setCustomClaim" || method === "setAttribute") {
    return otherText(first, "other claim");
  }
  return /^set(?:App|User)Metadata$/.test(method) ? otherText(first, "other key") : [];
}

/** A text with another end. */
function otherText(node: AnyNode, kind: MistakeKind): Edit[] {
  const isText =
    (node.type === "Literal" && typeof node.value === "string") || node.type === "TemplateLiteral";
  return isText ? [{ kind, start: node.end - 1, end: node.end - 1, text: "x" }] : [];
}
