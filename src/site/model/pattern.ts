import type { Setting } from "../../template/template.ts";

/** The longest pattern that is used: a gallery may come from anywhere. */
const longest = 200;

/** Whether a text is a regular expression that a form can hold values against. */
export function isPattern(text: string): boolean {
  return text.length <= longest && compilePattern(text) !== undefined;
}

/** Whether a value is one that a setting takes; an empty one is not set. */
export function isValid(value: string, { values, pattern }: Setting): boolean {
  if (value === "") {
    return true;
  }
  if (values && !values.includes(value)) {
    return false;
  }
  return pattern === undefined || (compilePattern(pattern)?.test(value) ?? true);
}

/** Matches a value as a whole, as the attribute `pattern` does in HTML. */
function compilePattern(text: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${text})$`, "v");
  } catch {
    return undefined;
  }
}
