import { readFileSync } from "node:fs";

import type { SpannedBranch } from "../../src/explore/report/report.ts";
import type { FormText } from "../../src/run/job.ts";

/** By template, then by branch as `nameBranch` names it, why no login reaches it. */
export const unreached = JSON.parse(
  readFileSync(new URL("unreached.json", import.meta.url), "utf8"),
) as Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A branch by its form, its kind and its text, which stay when lines are added before it. */
export function nameBranch(
  { kind, file, start, end }: SpannedBranch,
  texts: readonly FormText[],
): string {
  const { form, code } = texts.find((text) => text.file === file) ?? { form: "", code: "" };
  const from = code.lastIndexOf("\n", start) + 1;
  const [line = ""] = code.slice(from).split("\n", 1);
  const text = code.slice(start, end).replace(/\s+/g, " ");
  const all = line.trim();
  return `${form}: ${kind} ${all.includes(text) && all !== text ? `${text} in ${all}` : text}`;
}
