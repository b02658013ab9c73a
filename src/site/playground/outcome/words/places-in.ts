import type { Place } from "../../draft/place.ts";

/** Calls that are shown. */
const most = 10;

/** The places of a file in a stack, as browsers write it: `at name (file:1:2)`, `name@file:1:2`. */
export function placesIn(stack: string, file: string): (Place & { readonly name: string })[] {
  const pattern = new RegExp(`^(.*?)[\\s@(]*${file.replace(".", "\\.")}:(\\d+):(\\d+)\\)?$`, "gm");
  return [...stack.matchAll(pattern)].slice(0, most).map(([, before = "", line, column]) => ({
    name: before
      .trim()
      .replace(/^(?:at (?:async )?|async\*)/, "")
      .replace(/^(?:at|eval)$/, ""),
    line: Number(line),
    column: Number(column),
  }));
}
