/**
 * The middle of some numbers, NaN without any.
 *
 * @param {readonly number[]} numbers
 */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
  const high = sorted[Math.ceil((sorted.length - 1) / 2)] ?? NaN;
  return (low + high) / 2;
}

/**
 * A number with about three digits that count, and nothing where there is none.
 *
 * @param {number} number
 */
export function formatNumber(number) {
  if (Number.isNaN(number)) {
    return "";
  }
  if (number >= 100) {
    return number.toFixed(0);
  }
  return number.toFixed(number >= 10 ? 1 : 2);
}

/**
 * Lays out rows of cells, the first row being the heads of the columns. Where the terminal is too
 * narrow for that, each row becomes a paragraph.
 *
 * @param {readonly (readonly string[])[]} rows
 * @param {number} [columns] of the terminal
 * @returns {string}
 */
export function renderTable(rows, columns = 80) {
  const [heads = [], ...body] = rows;
  const widths = heads.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const lines = rows.map((row) => renderLine(row, widths));
  if (lines.every((line) => line.length <= columns)) {
    return lines.join("\n");
  }
  return body.map((row) => renderParagraph(heads, row, columns)).join("\n\n");
}

/**
 * Numbers stand to the right, and the first and the last column, which are words, to the left.
 *
 * @param {readonly string[]} row
 * @param {readonly number[]} widths
 */
function renderLine(row, widths) {
  const cells = row.map((cell, index) => {
    const width = widths[index] ?? 0;
    return index === 0 || index === row.length - 1 ? cell.padEnd(width) : cell.padStart(width);
  });
  return cells.join("  ").trimEnd();
}

/**
 * @param {readonly string[]} heads
 * @param {readonly string[]} row
 * @param {number} columns
 */
function renderParagraph(heads, [label = "", ...cells], columns) {
  const parts = cells.flatMap((cell, index) => (cell ? [`${heads[index + 1] ?? ""} ${cell}`] : []));
  const lines = [label];
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ""}, ${part}`;
    if (lines.length > 1 && longer.length <= columns) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(`  ${part}`);
    }
  }
  return lines.join("\n");
}
