import { isRecord } from "../../text/plain-data.ts";
import { levelOutcome } from "./differences.ts";
import type { Outcome } from "./outcome.ts";
import { hasOwnCode } from "./respond.ts";

/** What the two outcomes are called in sentences. */
export type Names = readonly [first: string, second: string];

/** A part of two outcomes that is not the same in both. */
export interface Difference {
  /** Where it is, such as `idToken`, `https://example.com/roles`. */
  readonly path: readonly string[];
  /** Undefined where there is none. */
  readonly first: unknown;
  readonly second: unknown;
}

/**
 * Where two outcomes differ, a sentence each; none if they are the same. What the platform itself
 * makes different between rules and actions is no difference: see `platformDifferences`.
 */
export function diffOutcomes(
  first: Outcome,
  second: Outcome,
  names: Names = ["the rule", "the action"],
): string[] {
  return findDifferences(first, second).map((difference) => describe(difference, names));
}

/**
 * Where two outcomes differ, as data: how they end, then what they hold, then what they leave under
 * way.
 */
export function findDifferences(first: Outcome, second: Outcome): Difference[] {
  const [one, other] = levelRefusals(levelOutcome(first), levelOutcome(second));
  const found: Difference[] = [];
  if (one.result !== other.result) {
    found.push({ path: ["result"], first: one.result, second: other.result });
  }
  compare(withoutSaid(one), withoutSaid(other), { path: [], found });
  return [...found, ...compareUnderWay(one, other)];
}

/**
 * Two logins that are refused with the same text, however they came to it, are told to the
 * application alike: of a rule's `callback(new Error(text))` and an action's
 * `api.access.deny(text)` it hears `access_denied` and the text.
 */
function levelRefusals(first: Outcome, second: Outcome): [Outcome, Outcome] {
  const [one, other] = [textOfRefusal(first), textOfRefusal(second)];
  if (one === undefined || one !== other) {
    return [first, second];
  }
  return [withRefusal(first, one), withRefusal(second, one)];
}

/** What the application is told of a login that scripts have refused; undefined for other ends. */
function textOfRefusal({ result, reason, error }: Outcome): string | undefined {
  if (result === "denied") {
    return reason ?? "";
  }
  return result === "failed" && error && !hasOwnCode(error) ? error.message : undefined;
}

function withRefusal(outcome: Outcome, reason: string): Outcome {
  const refused: Outcome = { ...outcome, result: "denied", reason };
  delete refused.error;
  return refused;
}

/**
 * Without what is compared apart, and how a rule came to its refusal, of which the application
 * hears nothing.
 */
function withoutSaid(outcome: Outcome): object {
  return { ...outcome, result: undefined, underWay: undefined, calledBack: undefined };
}

/** What only one of them leaves behind. */
function compareUnderWay(
  { underWay: first = [] }: Outcome,
  { underWay: second = [] }: Outcome,
): Difference[] {
  const only = (some: string[], others: string[]) => some.filter((what) => !others.includes(what));
  return [
    ...only(first, second).map((what) => ({ path: ["underWay"], first: what, second: undefined })),
    ...only(second, first).map((what) => ({ path: ["underWay"], first: undefined, second: what })),
  ];
}

interface DiffStep {
  path: readonly string[];
  found: Difference[];
}

/**
 * Goes into objects and lists of the same length; what is undefined is not there, and an empty
 * object is as good as nothing.
 */
function compare(first: unknown, second: unknown, comparison: DiffStep): void {
  const { path, found } = comparison;
  if (isNothing(first) && isNothing(second)) {
    return;
  }
  if (hasKeys(first) && hasKeys(second)) {
    compareKeys(first, second, comparison);
  } else if (Array.isArray(first) && Array.isArray(second) && first.length === second.length) {
    first.forEach((item: unknown, index) => {
      compare(item, second[index], { found, path: [...path, String(index)] });
    });
  } else if (JSON.stringify(first) !== JSON.stringify(second)) {
    found.push({ path, first, second });
  }
}

/** Undefined, or an object that holds nothing else. */
function isNothing(value: unknown): boolean {
  return value === undefined || (hasKeys(value) && Object.values(value).every(isNothing));
}

/** A date, say, has none that tell it from another. */
function hasKeys(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !("toJSON" in value);
}

function compareKeys(
  first: Record<string, unknown>,
  second: Record<string, unknown>,
  { path, found }: DiffStep,
): void {
  const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort();
  // A claim can be called like what all objects have, such as `constructor`.
  const own = (record: Record<string, unknown>, key: string) =>
    Object.hasOwn(record, key) ? record[key] : undefined;
  for (const key of keys) {
    compare(own(first, key), own(second, key), { found, path: [...path, key] });
  }
}

function describe({ path, first, second }: Difference, [one, other]: Names): string {
  if (path[0] === "result") {
    return `${one} ends ${String(first)}, ${other} ends ${String(second)}`;
  }
  if (path[0] === "underWay") {
    const [ending, sparing] = first === undefined ? [other, one] : [one, other];
    return `${ending} ends while ${String(first ?? second)} is under way, ${sparing} does not`;
  }
  const place = path.join(".");
  if (first === undefined) {
    return `${place}: ${one} has none, ${other} has ${show(second)}`;
  }
  if (second === undefined) {
    return `${place}: ${one} has ${show(first)}, ${other} has none`;
  }
  return `${place}: ${one} has ${show(first)}, ${other} has ${show(second)}`;
}

const longest = 200;

function show(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > longest ? `${json.slice(0, longest)}…` : json;
}
