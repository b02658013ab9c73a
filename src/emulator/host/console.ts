import { isRecord } from "../../text/plain-data.ts";
import { describeFailure, textOf } from "./errors.ts";
import { isError } from "./realms.ts";
import type { Session } from "../login/session.ts";

/** The console of a script, with all methods of Node's: what it writes is kept, not printed. */
export type ScriptConsole = Record<string, (...values: unknown[]) => void>;

/** What is about a terminal, or about counting and taking time, writes nothing here. */
const mute = (): undefined => undefined;
const muteConsole: ScriptConsole = {
  clear: mute,
  count: mute,
  countReset: mute,
  groupEnd: mute,
  time: mute,
  timeEnd: mute,
  timeLog: mute,
};

export function captureConsole(script: string, session: Session): ScriptConsole {
  const { work } = session.runtime.clock;
  const write =
    (level: string) =>
    (...values: unknown[]) => {
      const line = { level, text: formatLine(values) };
      session.record.console.push(line);
      work?.leaveTrace();
      session.runtime.listeners.onConsole?.(line, script);
    };
  const log = write("log");
  const warn = write("warn");
  return {
    log,
    info: write("info"),
    warn,
    error: write("error"),
    debug: write("debug"),
    trace: write("trace"),
    dir: write("dir"),
    dirxml: log,
    table: log,
    group: log,
    groupCollapsed: log,
    assert: (holds, ...values) => {
      if (!holds) {
        warn("Assertion failed:", ...values);
      }
    },
    ...muteConsole,
  };
}

/**
 * `%s`, `%d` and the like in the first value take the next ones, as in Node; the rest follows with
 * blanks.
 */
function formatLine(values: unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== "string") {
    return values.map(formatValue).join(" ");
  }
  const left = [...rest];
  const text = first.replace(/%([sdifjoOc%])/g, (match, kind: string) => {
    if (kind === "%") {
      return "%";
    }
    if (left.length === 0) {
      return match;
    }
    const value = left.shift();
    if (kind === "c") {
      return "";
    }
    return kind === "d" || kind === "i" || kind === "f" ? formatNumber(value) : formatValue(value);
  });
  return [text, ...left.map(formatValue)].join(" ");
}

function formatNumber(value: unknown): string {
  try {
    return String(Number(value));
  } catch {
    return "NaN";
  }
}

/** Never throws, whatever the value does when it is read: writing a line does not. */
function formatValue(value: unknown): string {
  try {
    if (isError(value)) {
      return describeError(value);
    }
    if (!isRecord(value) && !Array.isArray(value)) {
      return textOf(value);
    }
  } catch {
    return "[object]";
  }
  try {
    // Undefined for what says so itself, by `toJSON`.
    return textOf(JSON.stringify(value));
  } catch {
    return "[circular]";
  }
}

function describeError(error: Error): string {
  const { name, message, stack } = describeFailure(error);
  return stack ?? `${name}: ${message}`;
}
