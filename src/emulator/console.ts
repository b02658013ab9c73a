import { isRecord } from "./copy.ts";
import type { ConsoleLine } from "./outcome.ts";

const LEVELS = ["log", "info", "warn", "error", "debug", "trace", "dir"];

/** Methods that write as `log` does. */
const LIKE_LOG = ["dirxml", "table", "group", "groupCollapsed"];

/** Methods that write nothing here: they are about a terminal, or about counting and taking time. */
const MUTE = ["clear", "count", "countReset", "groupEnd", "time", "timeEnd", "timeLog"];

/** The console of a script, with all methods of Node's: what it writes is kept, not printed. */
export type ScriptConsole = Record<string, (...values: unknown[]) => void>;

export function captureConsole(lines: ConsoleLine[]): ScriptConsole {
  const write =
    (level: string) =>
    (...values: unknown[]) => {
      lines.push({ level, text: formatLine(values) });
    };
  return Object.fromEntries([
    ...LEVELS.map((level) => [level, write(level)] as const),
    ...LIKE_LOG.map((name) => [name, write("log")] as const),
    ...MUTE.map((name) => [name, () => undefined] as const),
    ["assert", assertTo(write("warn"))],
  ]);
}

function assertTo(warn: (...values: unknown[]) => void) {
  return (holds: unknown, ...values: unknown[]) => {
    if (!holds) warn("Assertion failed:", ...values);
  };
}

/** `%s`, `%d` and the like in the first value take the next ones, as in Node; the rest follows with blanks. */
function formatLine(values: unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== "string") return values.map(formatValue).join(" ");
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
