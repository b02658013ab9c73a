import { isRecord } from "./copy.ts";
import { levelOutcome } from "./differences.ts";
import type { Outcome } from "./outcome.ts";

/** What the two outcomes are called in sentences. */
export type Names = readonly [first: string, second: string];

/**
 * Where two outcomes differ, a sentence each; none if they are the same. What the platform itself makes different
 * between rules and actions is no difference: see `platformDifferences`.
 */
export function diffOutcomes(
  first: Outcome,
  second: Outcome,
  names: Names = ["the rule", "the action"],
): string[] {
  const sentences: string[] = [];
  const [one, other] = [levelOutcome(first), levelOutcome(second)];
  if (one.result !== other.result)
    sentences.push(`${names[0]} ends ${one.result}, ${names[1]} ends ${other.result}`);
  // Said already.
  compare(
    { ...one, result: undefined },
    { ...other, result: undefined },
    { path: [], names, sentences },
  );
  return sentences;
}

interface Comparison {
  path: readonly string[];
  names: Names;
  sentences: string[];
}

/** Goes into objects and lists of the same length; what is undefined is not there. */
function compare(first: unknown, second: unknown, comparison: Comparison): void {
  const { path, sentences } = comparison;
  if (hasKeys(first) && hasKeys(second)) compareKeys(first, second, comparison);
  else if (Array.isArray(first) && Array.isArray(second) && first.length === second.length)
    first.forEach((item: unknown, index) => {
      compare(item, second[index], { ...comparison, path: [...path, String(index)] });
    });
  else if (JSON.stringify(first) !== JSON.stringify(second))
    sentences.push(describe(first, second, comparison));
}

/** A date, say, has none that tell it from another. */
function hasKeys(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !("toJSON" in value);
}

function compareKeys(
  first: Record<string, unknown>,
  second: Record<string, unknown>,
  comparison: Comparison,
): void {
  const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort();
  // A claim can be called like what all objects have, such as `constructor`.
  const own = (record: Record<string, unknown>, key: string) =>
    Object.hasOwn(record, key) ? record[key] : undefined;
  for (const key of keys)
    compare(own(first, key), own(second, key), {
      ...comparison,
      path: [...comparison.path, key],
    });
}

function describe(first: unknown, second: unknown, { path, names }: Comparison): string {
  const place = path.join(".");
  if (first === undefined) return `${place}: ${names[0]} has none, ${names[1]} has ${show(second)}`;
  if (second === undefined) return `${place}: ${names[0]} has ${show(first)}, ${names[1]} has none`;
  return `${place}: ${names[0]} has ${show(first)}, ${names[1]} has ${show(second)}`;
}

const LONGEST = 200;

function show(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > LONGEST ? `${json.slice(0, LONGEST)}…` : json;
}
