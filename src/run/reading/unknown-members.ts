import { distance } from "fastest-levenshtein";

import { isRecord } from "../../text/plain-data.ts";
import type { User } from "../../emulator/login/login.ts";
import { nearestWord } from "../../text/nearest.ts";
import type { FormText } from "../job.ts";
import { namesOf } from "./known-names.ts";
import { lineNumbers, placesIn } from "./line-numbers.ts";
import type { MemberRead } from "./objects.ts";
import type { ScriptReading } from "./read-script.ts";

/**
 * What the scripts of a login read that the platform does not have, a sentence each. What a script
 * writes it has, and so have the rules after it; a user has what is described, and connections may
 * give others.
 */
export function findUnknownMembers(
  scripts: readonly (ScriptReading | undefined)[],
  user: User,
): string[] {
  /** What earlier rules wrote in their context. */
  const written = new Set<string>(knownOf(user));
  const opened = new Set<string>();
  return scripts.flatMap((script) => {
    if (!script) {
      return [];
    }
    const { text, objects } = script;
    const isRule = text.form === "rule";
    // Each action gets an event and an api of its own.
    const own = isRule
      ? { written, opened }
      : { written: new Set(written), opened: new Set<string>() };
    for (const path of objects.written) {
      own.written.add(path);
    }
    for (const path of objects.opened) {
      own.opened.add(path);
    }
    const unknown = objects.reads.filter((read) => isUnknown(read, own));
    return describeAll(text, unknown);
  });
}

/** The members that the user of the login has, in both forms. */
function knownOf(user: User): string[] {
  const metadata = isRecord(user.app_metadata) ? Object.keys(user.app_metadata) : [];
  const names = Object.keys(user);
  return [
    ...[...names, ...metadata].map((name) => `user.${name}`),
    ...names.map((name) => `event.user.${name}`),
  ];
}

interface Given {
  readonly written: ReadonlySet<string>;
  readonly opened: ReadonlySet<string>;
}

function isUnknown(read: MemberRead, { written, opened }: Given): boolean {
  const { path, known, name } = read;
  if (Object.hasOwn(known, name) || name in Object.prototype) {
    return false;
  }
  if (written.has(`${path}.${name}`)) {
    return false;
  }
  if (pathsAbove(path).some((above) => opened.has(above))) {
    return false;
  }
  // Where there may be others, only what can hardly be meant is told of.
  return !("*" in known) || misspeltOf(read) !== undefined;
}

/** The path itself, and those of the objects around it. */
function pathsAbove(path: string): string[] {
  const parts = path.split(/(?=\.|\[)/);
  return parts.map((_part, index) => parts.slice(0, index + 1).join(""));
}

/** Names this short are near to too much. */
const short = 8;

/** The known name that another one is most likely meant to be, where any name can be right. */
function misspeltOf({ path, known, name }: MemberRead): string | undefined {
  // Providers add what they like, also `userId`.
  if (path.endsWith("identities[]")) {
    return undefined;
  }
  const plain = (text: string) => text.replaceAll("_", "").toLowerCase();
  return namesOf(known).find((candidate) => {
    if (plain(candidate) === plain(name)) {
      return true;
    }
    const isPlural = candidate === `${name}s` || name === `${candidate}s`;
    const most = candidate.endsWith("_metadata") ? 2 : 1;
    return name.length >= short && !isPlural && distance(candidate, name) <= most;
  });
}

/** A sentence for each member, with all its lines, in the order of the text. */
function describeAll(text: FormText, reads: readonly MemberRead[]): string[] {
  const linesOf = lineNumbers(text);
  const byMember = new Map<string, MemberRead[]>();
  for (const read of reads.toSorted((a, b) => a.at - b.at)) {
    const member = `${read.path}.${read.name}`;
    const all = byMember.get(member);
    if (all) {
      all.push(read);
    } else {
      byMember.set(member, [read]);
    }
  }
  return [...byMember].flatMap(([member, all]) => {
    const [first] = all;
    if (!first) {
      return [];
    }
    const place = placesIn(text.file, linesOf(all.map(({ at }) => at)));
    return `${place} reads ${member}, which Auth0 does not have${hintFor(first)}`;
  });
}

function hintFor(read: MemberRead): string {
  const { path, known, name } = read;
  if (path === "event.configuration") {
    return `, did you mean event.secrets.${name}?`;
  }
  const meant = "*" in known ? misspeltOf(read) : nearestWord(name, namesOf(known));
  return meant === undefined ? "" : `, did you mean ${path}.${meant}?`;
}
