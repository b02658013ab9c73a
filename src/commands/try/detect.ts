import { tokenizer } from "acorn";

/** A script is an action if it assigns one of the handlers of an action to its exports; else it is a rule. */
export function detectForm(code: string): "rule" | "action" {
  const words = readWords(code);
  return /(?:^| )exports (?:\. )?(?:= \{ (?:.* )?)?on(?:Execute|Continue)PostLogin(?: |$)/.test(
    words,
  )
    ? "action"
    : "rule";
}

/** The tokens of a script as far as it is JavaScript, without comments. */
function readWords(code: string): string {
  const words: string[] = [];
  try {
    for (const { start, end, type } of tokenizer(code, { ecmaVersion: "latest" }))
      words.push(type.label === "string" ? '""' : code.slice(start, end));
  } catch {
    // What is wrong is said where the script is loaded.
  }
  return words.join(" ");
}
