/** What people write before the function of a rule that they keep in a file of its own. */
const exportPattern =
  /^(?:\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*((?:module\s*\.\s*)?exports\s*=\s*|export\s+default\s+)/;

/**
 * The text of a rule as the platform has it: one function. An export before it is blanked, so that
 * each place stays where it is.
 */
export function plainRule(code: string): string {
  const text = code.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const [found = "", prefix = ""] = exportPattern.exec(text) ?? [];
  if (prefix === "") {
    return text;
  }
  const start = found.length - prefix.length;
  return text.slice(0, start) + prefix.replace(/[^\n]/g, " ") + text.slice(found.length);
}
