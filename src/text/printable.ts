/**
 * Text from a file in one line, without what would steer a terminal, or a workflow of GitHub: that
 * takes a line that begins with `::`, and `##[` anywhere in a line, as commands.
 */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, "\uFFFD")
    .replace(/^(\s*):(?=:)/, "$1\uFFFD")
    .replaceAll("##[", "#\uFFFD[");
}

/** Data as JSON over several lines, which say the same and are no commands, either. */
export function printableJson(data: unknown): string {
  return `${JSON.stringify(data, null, 2).replaceAll("##[", "#\\u0023[")}\n`;
}
