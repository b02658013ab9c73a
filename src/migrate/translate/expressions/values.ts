import type { AnyNode, Property } from "acorn";

import { lineBreak, plain, step, type Work } from "../work.ts";

/** The value of a property of an object. */
export function printValue(property: Property, work: Work): string {
  const text = work.print(property.value);
  if (!property.method || property.value.type !== "FunctionExpression") {
    return text;
  }
  return `${property.value.async ? "async " : ""}function ${text}`;
}

/** A call for each property of an object that is not written out. */
export function printEntries(value: AnyNode, call: string, work: Work): string {
  const [name, item] = [work.free("key"), work.free("value")];
  return `for (const [${name}, ${item}] of ${printPairs(value, work)}) ${call}(${name}, ${item})`;
}

/** The names and values of an object. */
export function printPairs(value: AnyNode, work: Work): string {
  const isMade =
    value.type === "CallExpression" &&
    work.rule.code.slice(value.callee.start, value.callee.end) === "Object.fromEntries";
  const [pairs] = isMade ? value.arguments : [];
  return pairs ? work.print(pairs) : `Object.entries(${work.print(value)})`;
}

const longest = 90;

/** A call, over several lines if it is long. */
export function printCall(callee: string, values: readonly string[]): string {
  const text = `${callee}(${values.join(", ")})`;
  if (plain(text).length <= longest || text.includes("\n")) {
    return text;
  }
  return `${callee}(${lineBreak}${values.map((value) => `${step}${value},${lineBreak}`).join("")})`;
}

/**
 * An object, over several lines if it is long. `depth` is how deep its properties are in a
 * statement.
 */
export function printObject(properties: readonly string[], depth: number): string {
  const text = `{ ${properties.join(", ")} }`;
  if (plain(text).length <= longest - 30 && !text.includes(lineBreak)) {
    return text;
  }
  const margin = step.repeat(depth);
  const lines = properties.map((property) => `${margin}${property},${lineBreak}`);
  return `{${lineBreak}${lines.join("")}${step.repeat(depth - 1)}}`;
}
