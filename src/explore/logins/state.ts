import type { ComparisonFacts, SideFacts } from "../read/harvest.ts";
import { textsOf, type Seen, type Sighting } from "../seen.ts";
import { matches } from "./pattern.ts";

/**
 * How a comparison ended: of what is ordered, how the left value is to the right one, and else
 * whether it holds.
 */
export type State = "less" | "same" | "more" | "yes" | "no";

const orderedTests: readonly State[] = ["less", "same", "more"];
const decidedTests: readonly State[] = ["yes", "no"];

/** How a comparison can end; none where that is not known. */
export function statesOf({ relation, left, right }: ComparisonFacts): readonly State[] {
  switch (relation) {
    case "parsed":
      return [];
    case "order":
      return orderedTests;
    case "equal":
      return left.isLength || right.isLength ? orderedTests : decidedTests;
    default:
      return decidedTests;
  }
}

/** How a comparison ended; undefined where that is not known. */
export function stateOf(
  { relation, left, right }: ComparisonFacts,
  [, one, other]: Sighting,
): State | undefined {
  const ones = valueOf(left, one);
  if (relation === "truth") {
    return ones === undefined ? undefined : decided(isTruthy(ones));
  }
  const others = valueOf(right, other);
  if (ones === undefined || others === undefined || relation === "parsed") {
    return undefined;
  }
  return relation === "order" || left.isLength || right.isLength
    ? ordered(numberOf(ones, left.isLength), numberOf(others, right.isLength))
    : decided(holds(relation, ones, others));
}

/** What a side had, or what the code writes there, if that is one value. */
function valueOf({ written }: SideFacts, seen: Seen | undefined): Seen | undefined {
  return seen ?? (written.length === 1 ? written[0] : seen);
}

function decided(isTrue: boolean): State {
  return isTrue ? "yes" : "no";
}

function ordered(one: number, other: number): State | undefined {
  if (Number.isNaN(one) || Number.isNaN(other)) {
    return undefined;
  }
  return one < other ? "less" : one > other ? "more" : "same";
}

function numberOf(value: Seen, isLength: boolean): number {
  if (typeof value === "object") {
    return value === null
      ? NaN
      : "time" in value
        ? value.time
        : "list" in value && isLength
          ? value.list.length
          : NaN;
  }
  return typeof value === "string" && isLength ? value.length : Number(value);
}

function isTruthy(value: Seen): boolean {
  return typeof value === "object" ? value !== null : Boolean(value);
}

/** Whether a comparison of values, as far as they are known, is true. */
export function holds(relation: ComparisonFacts["relation"], left: Seen, right: Seen): boolean {
  if (relation === "equal" && typeof left !== "object" && typeof right !== "object") {
    return String(left) === String(right);
  }
  const [ones, others] = [textsOf(left), textsOf(right)];
  const [one = "", other = ""] = [ones[0], others[0]];
  switch (relation) {
    case "equal":
      return ones.length === others.length && ones.every((text, index) => text === others[index]);
    case "holds":
      return (
        other !== "" && (ones.includes(other) || (typeof left === "string" && one.includes(other)))
      );
    case "key":
      return ones.includes(other);
    case "starts":
      return one.startsWith(other);
    case "ends":
      return one.endsWith(other);
    case "matches": {
      const source = typeof left === "object" && left && "pattern" in left ? left.pattern : "";
      return source !== "" && matches(source, other);
    }
    default:
      return false;
  }
}
