/** A table of Markdown. Cells are markup already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, head.map(() => "---"), ...rows];
  return all.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** Text that Markdown takes for nothing else, in a cell as well. */
export function text(words: string): string {
  return words.replace(/[\\`*_{}[\]<>|#]/g, (sign) => `\\${sign}`).replace(/\s+/g, " ");
}

/** Code in a line. */
export function inline(words: string): string {
  const longest = Math.max(0, ...(words.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = "`".repeat(longest + 1);
  const shown = words.replace(/\|/g, "\\|").replace(/\s+/g, " ");
  return longest > 0 ? `${ticks} ${shown} ${ticks}` : `\`${shown}\``;
}

/** Code on lines of its own. */
export function fence(content: string, language: string): string {
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${language}\n${content}\n${ticks}`;
}
