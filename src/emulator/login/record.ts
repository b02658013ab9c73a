import type { ScriptWork } from "../clock/work.ts";
import { builtIns } from "../host/built-ins.ts";
import type { ConsoleLine } from "../outcome/outcome.ts";
import type { Form } from "../../script/form/form.ts";

/** What the scripts of a login leave behind. */
export interface LoginRecord {
  readonly console: ConsoleLine[];
  readonly warnings: string[];
  /** The rule or the action that is running, by its id or its name. */
  running: string | undefined;
  /** The first thing that `strict` does not forgive. */
  breach: Error | undefined;
  /** Work that a step began and that may outlive its answer. */
  readonly stragglers: Promise<unknown>[];
  /** What each script was still doing when it had ended. */
  readonly leftovers: Leftover[];
  /** Set at the end, so that a late step changes nothing. */
  isOver: boolean;
  /** The time on the login's clock when the pipelines ended. */
  endedAt: number;
}

/** What a script of a login has begun. */
export interface Leftover {
  /** Of the function or the file. */
  name: string;
  form: Form;
  work: ScriptWork;
}

/** The record of a login that begins. */
export function beginRecord(warnings: string[], now: number): LoginRecord {
  return {
    console: [],
    warnings,
    running: undefined,
    breach: undefined,
    stragglers: [],
    leftovers: [],
    isOver: false,
    endedAt: now,
  };
}

/** Adds a warning that is not there yet. */
export function warnOnce({ warnings }: Pick<LoginRecord, "warnings">): (text: string) => void {
  return (text) => {
    if (!warnings.includes(text)) {
      warnings.push(text);
    }
  };
}

/** Puts back what scripts have replaced of the realm, before the emulator goes on. */
export function restoreBuiltIns(record: LoginRecord): void {
  const names = builtIns.restore();
  if (names.length === 0) {
    return;
  }
  const { running } = record;
  const who = running === undefined ? "" : ` by ${running}`;
  const what = names.length === 1 ? "has" : "have";
  const all = `${names.join(", ")} ${what} been replaced${who}`;
  warnOnce(record)(`${all}: the emulator, which needs the original, puts it back where it can`);
}
