import { translateRule } from "../../src/migrate/translate/translate.ts";
import type { Translated, Untranslatable } from "../../src/migrate/translation.ts";

/** The action that a rule becomes. The margin of the first line is taken off all lines. */
export function aTranslation(rule: string): Translated {
  const translation = translateRule(trimmed(rule));
  if (translation.kind === "untranslatable") {
    throw new Error(translation.obstacles.map(({ reason }) => reason).join("\n"));
  }
  return translation;
}

/** Why a rule becomes no action. */
export function aRefusal(rule: string): Untranslatable {
  const translation = translateRule(trimmed(rule));
  if (translation.kind === "translated") {
    throw new Error(translation.code);
  }
  return translation;
}

/** What the body of a rule becomes in `onExecutePostLogin`. */
export function bodyOf(body: string): string {
  const inner = trimmed(body).replace(/^(?=.)/gm, "  ");
  const { code } = aTranslation(`function rule(user, context, callback) {\n${inner}\n}`);
  const [, inside = ""] =
    /onExecutePostLogin = async \([^)]*\) => \{\n([^]*?)\n\};\n/.exec(code) ?? [];
  return trimmed(inside);
}

/** A text without its first line break and the margin of its first line. */
export function trimmed(text: string): string {
  const lines = text.replace(/^\n/, "").trimEnd().split("\n");
  const margin = /^ */.exec(lines[0] ?? "")?.[0] ?? "";
  return lines
    .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
    .join("\n");
}
