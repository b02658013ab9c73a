import { isRecord } from "../../../text/plain-data.ts";
import { readDraft, type Draft } from "./draft.ts";
import { readyLogins, renderLogin } from "./ready-logins.ts";
import type { SettingRow } from "./setting-rows.ts";

/**
 * What a tab of the browser keeps of a playground, so that nothing is lost when the page is loaded
 * anew.
 */
export interface KeptDraft {
  /** What stood behind the # of the address: another link counts more than what is kept. */
  readonly fragment: string;
  /** Whether the reader came by it, and did not make it. */
  readonly isLinked: boolean;
  /** What differs from what the page begins with: a template may have changed since. */
  readonly changes: Partial<Draft>;
  readonly rows: readonly SettingRow[];
}

const prefix = "rules-templates:draft:";

/** Keeps a draft of a page, of which the caller has taken what is secret; undefined forgets it. */
export function keepDraft(page: string, kept: KeptDraft | undefined): void {
  try {
    if (kept) {
      sessionStorage.setItem(prefix + page, JSON.stringify(kept));
    } else {
      sessionStorage.removeItem(prefix + page);
    }
  } catch {
    // Where nothing can be stored, the page begins anew.
  }
}

export function readKeptDraft(page: string): KeptDraft | undefined {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(prefix + page) ?? "");
    if (!isRecord(value) || !isRecord(value["changes"])) {
      return undefined;
    }
    const { fragment, isLinked, changes, rows } = value;
    return {
      fragment: typeof fragment === "string" ? fragment : "",
      isLinked: isLinked === true,
      changes,
      rows: Array.isArray(rows) ? rows.filter(isRow).map(readRow) : [],
    };
  } catch {
    return undefined;
  }
}

function isRow(value: unknown): value is SettingRow {
  if (!isRecord(value)) {
    return false;
  }
  const { key, value: text, secret } = value;
  return typeof key === "string" && typeof text === "string" && typeof secret === "boolean";
}

function readRow({ key, value, secret, isLinked }: SettingRow): SettingRow {
  return { key, value, secret, ...(isLinked === true && { isLinked }) };
}

/**
 * What of a draft differs from a fresh one. A ready login does by its name: its text is made for
 * the time.
 */
export function changesOf(draft: Draft, fresh: Draft): Partial<Draft> {
  const before = new Map<string, unknown>(Object.entries(fresh));
  const isReady = draft.ready !== "";
  return Object.fromEntries(
    Object.entries(draft).filter(
      ([name, value]) => before.get(name) !== value && !(name === "login" && isReady),
    ),
  );
}

/** The draft that differs so from a fresh one. */
export function applyChanges(fresh: Draft, changes: Partial<Draft>, now: Date): Draft {
  const draft = readDraft({ ...fresh, ...changes }) ?? fresh;
  const ready = readyLogins.find(({ id }) => id === draft.ready);
  return ready ? { ...draft, login: renderLogin(ready, now) } : draft;
}
