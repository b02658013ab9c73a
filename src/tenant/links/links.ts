import type { RuleTree } from "../../migrate/translate/read/rule-tree.ts";
import { readSharedUses, type SharedPath, type SharedUse } from "./rule-uses.ts";

/** Something that one rule leaves for another. */
export interface Link {
  /** The number of the rule that writes, and of the one that reads. */
  readonly from: number;
  readonly to: number;
  /** Such as `context.company`. */
  readonly what: string;
  readonly path: SharedPath;
  /** Lines from 1. */
  readonly fromLine: number;
  readonly toLine: number;
}

/** What a rule shares, and its number among the rules that run. */
export interface SharingRule {
  readonly rule: RuleTree;
  readonly number: number;
  readonly uses: readonly SharedUse[];
}

/** Reads what a rule shares. */
export function readSharing(rule: RuleTree, number: number): SharingRule {
  return { rule, number, uses: readSharedUses(rule) };
}

/**
 * What rules leave for each other: one writes something, a later one reads it. What is in `global`
 * outlives a login, so it reaches earlier rules as well.
 */
export function findLinks(rules: readonly SharingRule[]): Link[] {
  return rules.flatMap((writer) =>
    rules.filter((reader) => reader !== writer).flatMap((reader) => linksBetween(writer, reader)),
  );
}

function linksBetween(writer: SharingRule, reader: SharingRule): Link[] {
  const isLater = reader.number > writer.number;
  const found = new Map<string, Link>();
  for (const write of writer.uses.filter(({ isWrite }) => isWrite)) {
    const read = reader.uses.find(
      ({ path, isRead }) =>
        isRead && (isLater || path[0] === "global") && overlap(path, write.path),
    );
    const what = write.path.join(".");
    if (read && !found.has(what)) {
      found.set(what, {
        ...{ from: writer.number, to: reader.number, what, path: write.path },
        fromLine: writer.rule.placeOf(write.node).line,
        toLine: reader.rule.placeOf(read.node).line,
      });
    }
  }
  return [...found.values()];
}

/** Whether what is at one place is part of what is at another. */
export function overlap(one: SharedPath, other: SharedPath): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((key, index) => key === other[index]);
}
