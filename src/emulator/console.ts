import { isRecord } from "./copy.ts";
import type { ConsoleLine } from "./outcome.ts";

const LEVELS = ["log", "info", "warn", "error", "debug", "trace", "dir"] as const;

/** The console of a script: what it writes is kept, not printed. */
export type ScriptConsole = Record<(typeof LEVELS)[number], (...values: unknown[]) => void>;

export function captureConsole(lines: ConsoleLine[]): ScriptConsole {
  const write =
    (level: string) =>
    (...values: unknown[]) => {
      lines.push({ level, text: formatLine(values) });
    };
  return Object.fromEntries(LEVELS.map((level) => [level, write(level)])) as ScriptConsole;
}

/** `%s`, `%d` and the like in the first value take the next ones, as in Node; the rest follows with blanks. */
function formatLine([first, ...rest]: unknown[]): string {
  if (typeof first !== "string") return [first, ...rest].map(formatValue).join(" ");
  const left = [...rest];
  const text = first.replace(/%([sdifjoOc%])/g, (match, kind: string) => {
    if (kind === "%") return "%";
    if (left.length === 0) return match;
    const value = left.shift();
    if (kind === "c") return "";
    return kind === "d" || kind === "i" || kind === "f"
      ? String(Number(value))
      : formatValue(value);
  });
  return [text, ...left.map(formatValue)].join(" ");
}

function formatValue(value: unknown): string {
  if (value instanceof Error) return value.stack ?? `${value.name}: ${value.message}`;
  if (!isRecord(value) && !Array.isArray(value)) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return "[circular]";
  }
}
