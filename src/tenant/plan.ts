import { adaptRule } from "../migrate/adapt/adapt.ts";
import { translateRule } from "../migrate/translate/translate.ts";
import { readRule, type RuleTree } from "../migrate/translate/read/rule-tree.ts";
import type { Obstacle } from "../migrate/translation.ts";
import { copyHelpers, usesHelpersOnly } from "./links/copy-helpers.ts";
import { findHelpers, type Helper } from "./links/helpers.ts";
import { findLinks, overlap, readSharing, type Link } from "./links/links.ts";
import { mergeRules } from "./merge.ts";

/** A rule of a tenant that runs. */
export interface TenantRule {
  readonly name: string;
  /** Where its text is. */
  readonly file: string;
  /** One function (user, context, callback). */
  readonly code: string;
}

/** What becomes one action. */
export interface Unit {
  /** Of the action, unique in the tenant. */
  readonly name: string;
  /** The numbers of the rules in it, in their order. */
  readonly rules: readonly number[];
  /** The text of a rule that does what these did. */
  readonly code: string;
}

/** How a link is kept. */
export type LinkKind = "helper copied" | "rules merged";

/** A link between rules, and how it is kept. */
export interface KeptLink extends Link {
  readonly kind: LinkKind;
}

/** A rule that no action can do the work of. */
export interface RefusedRule {
  readonly number: number;
  readonly obstacles: readonly Obstacle[];
}

/** Which rules become which actions. */
export interface Plan {
  readonly units: readonly Unit[];
  readonly links: readonly KeptLink[];
  readonly refused: readonly RefusedRule[];
  /** Numbers of rules of which nothing is left, as all that uses their helpers has a copy. */
  readonly emptied: readonly number[];
  /** By number, the text of a rule with copies of the helpers that it uses. */
  readonly codes: ReadonlyMap<number, string>;
}

interface ReadRule {
  readonly number: number;
  readonly rule: RuleTree;
}

/** What is known beside the texts of the rules. */
export interface PlanOptions {
  /** The version of this package. */
  readonly version: string;
}

/**
 * Finds what the rules of a tenant leave for each other, and which of them have to become one
 * action for it. A rule that only keeps helpers for others is written into these.
 */
export function planActions(rules: readonly TenantRule[], options: PlanOptions): Plan {
  const { read, refused } = readRules(rules, options);
  const helpers = findShareable(read);
  const codes = new Map(
    read.map(({ rule, number }) => [number, copyHelpers(rule, number, helpers)] as const),
  );
  const copied = linksOf(read).filter(
    ({ path: [root, key = ""] }) => root === "global" && helpers.has(key),
  );
  // A helper that is at hand tells what it does with what it gets.
  const left = linksOf(read.map((one) => readAgain(one, codes))).map((link) => ({
    ...link,
    ...linesOf(link, read),
  }));
  const emptied = read
    .filter(({ number }) => isEmptied(number, codes.get(number) ?? "", helpers))
    .map(({ number }) => number);
  const numbers = read.map(({ number }) => number).filter((number) => !emptied.includes(number));
  const groups = fitTrigger(
    groupNumbers(numbers, left),
    (number) => codes.get(number)?.length ?? 0,
  );
  const units = groups.map((group) => joinRules(group, { rules, plan: { codes } }));
  return {
    units,
    links: [
      ...copied.map((link) => ({ ...link, kind: "helper copied" as const })),
      ...left.map((link) => ({ ...link, kind: "rules merged" as const })),
    ],
    ...{ refused, emptied, codes },
  };
}

function linksOf(read: readonly ReadRule[]): Link[] {
  return findLinks(read.map(({ rule, number }) => readSharing(rule, number)));
}

function readAgain({ number, rule }: ReadRule, codes: ReadonlyMap<number, string>): ReadRule {
  const again = readRule(codes.get(number) ?? rule.code);
  return { number, rule: "reason" in again ? rule : again };
}

/** Where a link is in the rules as they were, of which copies of helpers are no part. */
function linesOf(
  { from, to, path, fromLine, toLine }: Link,
  read: readonly ReadRule[],
): Pick<Link, "fromLine" | "toLine"> {
  const lineIn = (number: number, isWrite: boolean, otherwise: number) => {
    const rule = read.find((one) => one.number === number)?.rule;
    const use =
      rule &&
      readSharing(rule, number).uses.find(
        (one) => (isWrite ? one.isWrite : one.isRead) && overlap(one.path, path),
      );
    return use ? rule.placeOf(use.node).line : otherwise;
  };
  return { fromLine: lineIn(from, true, fromLine), toLine: lineIn(to, false, toLine) };
}

/** The rules that can become actions, and why others cannot. */
function readRules(rules: readonly TenantRule[], options: PlanOptions) {
  const read: ReadRule[] = [];
  const refused: RefusedRule[] = [];
  rules.forEach(({ name, code }, number) => {
    const rule = readRule(code);
    if ("reason" in rule) {
      refused.push({ number, obstacles: [rule] });
      return;
    }
    const adapted = adaptRule(code, { ...options, name });
    if (adapted.kind === "adapted" || translateRule(code).kind === "translated") {
      read.push({ number, rule });
    } else {
      refused.push({ number, obstacles: adapted.obstacles });
    }
  });
  return { read, refused };
}

/**
 * The helpers that can be copied. A rule that uses `global` under a computed name may use any of
 * them.
 */
function findShareable(read: readonly ReadRule[]): ReadonlyMap<string, Helper> {
  const helpers = findHelpers(read);
  const all = new Map([...helpers].map(([key]) => [key, true]));
  const isKnown = read.every(({ rule }) =>
    (rule.names.free.get("global") ?? []).every((use) => {
      const member = rule.names.parentOf(use);
      return (
        member?.type === "MemberExpression" &&
        !(member.computed && member.property.type !== "Literal")
      );
    }),
  );
  return isKnown && all.size > 0 ? helpers : new Map();
}

/** Whether a rule did nothing but keep helpers. */
function isEmptied(number: number, code: string, helpers: ReadonlyMap<string, Helper>): boolean {
  if (![...helpers.values()].some((helper) => helper.number === number)) {
    return false;
  }
  const rule = readRule(code);
  if ("reason" in rule || !usesHelpersOnly(rule, new Map())) {
    return false;
  }
  const { body } = rule.root;
  const statements = body.type === "BlockStatement" ? body.body : [];
  return statements.every((statement) => {
    if (statement.type === "VariableDeclaration" || "directive" in statement) {
      return true;
    }
    const call =
      statement.type === "ReturnStatement"
        ? statement.argument
        : statement.type === "ExpressionStatement"
          ? statement.expression
          : undefined;
    return (
      call?.type === "CallExpression" &&
      call.callee.type === "Identifier" &&
      rule.names.bindingOf(call.callee) === rule.callback &&
      call.arguments.length === 3 &&
      call.arguments[0]?.type === "Literal"
    );
  });
}

/** Runs of numbers: linked rules, and everything between them so that the order stays. */
function groupNumbers(numbers: readonly number[], links: readonly Link[]): number[][] {
  const groups: number[][] = [];
  for (const number of numbers) {
    const last = groups.at(-1);
    const reaches = links.some(
      ({ from, to }) => Math.min(from, to) < number && Math.max(from, to) >= number,
    );
    if (last && reaches) {
      last.push(number);
    } else {
      groups.push([number]);
    }
  }
  return groups;
}

/** Actions that a trigger takes. Source: https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy */
const mostBound = 20;

/**
 * Groups as they are, or, if they are too many for a trigger, with the shortest neighbors as one.
 */
function fitTrigger(groups: number[][], lengthOf: (number: number) => number): number[][] {
  const size = groups.length - mostBound + 1;
  if (size < 2) {
    return groups;
  }
  const lengths = groups.map((group) => group.reduce((sum, number) => sum + lengthOf(number), 0));
  const sumFrom = (start: number) =>
    lengths.slice(start, start + size).reduce((sum, length) => sum + length, 0);
  const starts = groups.slice(size - 1).map((_group, start) => start);
  const best = starts.reduce((one, other) => (sumFrom(other) < sumFrom(one) ? other : one), 0);
  return [
    ...groups.slice(0, best),
    groups.slice(best, best + size).flat(),
    ...groups.slice(best + size),
  ];
}

/** What becomes one action of these rules. */
export function joinRules(
  group: readonly number[],
  {
    rules,
    plan: { codes },
  }: { readonly rules: readonly TenantRule[]; readonly plan: Pick<Plan, "codes"> },
): Unit {
  const parts = group.map((number) => ({
    name: rules[number]?.name ?? "",
    code: codes.get(number) ?? "",
  }));
  const [first] = parts;
  if (parts.length === 1 && first) {
    return { name: first.name, rules: group, code: first.code };
  }
  const last = parts.at(-1);
  return {
    name: `${first?.name ?? ""} to ${last?.name ?? ""}`,
    rules: group,
    code: mergeRules(parts),
  };
}
