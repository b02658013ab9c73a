import { nearestWord } from "../../text/nearest.ts";
import { lineNumbers, placesIn } from "./line-numbers.ts";
import type { ScriptReading } from "./read-script.ts";

type Settings = Readonly<Record<string, string>>;

/** A setting that scripts read and that has no value. */
export interface MissingSetting {
  readonly key: string;
  /** Where it is read, and what may be meant. */
  readonly sentence: string;
}

/** What scripts and the given settings do not have in common. */
export interface SettingNotes {
  readonly missing: readonly MissingSetting[];
  /** A sentence on those that no script reads, if there are any. */
  readonly unread: readonly string[];
}

/**
 * Compares what scripts read with what is given. A script that is undefined could not be read, so
 * that it may read any.
 *
 * @param described keys that somebody has described, of which nothing is to be said
 */
export function noteSettings(
  all: readonly (ScriptReading | undefined)[],
  given: Settings,
  described: readonly string[] = [],
): SettingNotes {
  const scripts = all.filter((script) => script !== undefined);
  const read = new Set(scripts.flatMap(({ settings }) => settings.keys.map(({ key }) => key)));
  const isHidden =
    scripts.length < all.length || scripts.some(({ settings }) => settings.unreadable.length > 0);
  const unread = Object.keys(given).filter((key) => !read.has(key) && !described.includes(key));
  const missing = scripts.flatMap((script) =>
    findMissing(script, { ...given, ...script.text.secrets }, described),
  );
  const own = scripts.flatMap(noteOwn);
  const others = isHidden || unread.length === 0 || scripts.length === 0 ? [] : [describe(unread)];
  return { missing, unread: [...others, ...own] };
}

function describe(keys: readonly string[]): string {
  const list = keys.join(", ");
  return keys.length === 1
    ? `no script reads the setting ${list}`
    : `no script reads the settings ${list}`;
}

/** What an action does not read of the settings that it alone has. */
function noteOwn({ text, settings }: ScriptReading): string[] {
  if (!text.secrets || settings.unreadable.length > 0) {
    return [];
  }
  const read = new Set(settings.keys.map(({ key }) => key));
  const unread = Object.keys(text.secrets).filter((key) => !read.has(key));
  return unread.map((key) => `${text.file} does not read its secret ${key}`);
}

function findMissing(
  { text, settings }: ScriptReading,
  given: Settings,
  described: readonly string[],
): MissingSetting[] {
  const read = new Set(settings.keys.map(({ key }) => key));
  // One of these may be meant.
  const unread = Object.keys(given).filter((key) => !read.has(key));
  const linesOf = lineNumbers(text);
  const places = new Map<string, number[]>();
  for (const { key, start } of settings.keys) {
    if (Object.hasOwn(given, key) || described.includes(key) || key in Object.prototype) {
      continue;
    }
    const all = places.get(key);
    if (all) {
      all.push(start);
    } else {
      places.set(key, [start]);
    }
  }
  return [...places].map(([key, starts]) => {
    const place = placesIn(text.file, linesOf(starts));
    const name = `${text.form === "rule" ? "configuration" : "event.secrets"}.${key}`;
    const near = nearestWord(key, unread);
    const hint = near === undefined ? "" : `, did you mean ${near}?`;
    return { key, sentence: `${place} reads ${name}, which has no value${hint}` };
  });
}
