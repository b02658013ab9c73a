import type { Leftover, LoginRecord } from "../login/record.ts";

const words = {
  rule: {
    ended: "called back",
    end: "callback",
    lost: "its effects do not count, except for what it stores",
  },
  action: { ended: "ended", end: "end", lost: "its effects do not count" },
} as const satisfies Record<Leftover["form"], object>;

/**
 * What the scripts of a login were at when they had ended, each thing once, by code unit; a warning
 * says whose it was. What a script begins after its end belongs to what it was at, if there was
 * anything. On the platform such work may go on or be cut off, and the login does not wait for it.
 * Source: https://auth0.com/docs/customize/rules/configuration
 */
export function tellLeftovers({ leftovers, warnings }: LoginRecord): string[] {
  const all = new Set<string>();
  for (const { name, form, work } of leftovers) {
    const { ended, end, lost } = words[form];
    for (const what of work.untold) {
      warnings.push(`${name} ${ended} while ${what} was under way; ${lost}`);
    }
    for (const what of work.afterEnd) {
      warnings.push(`${name} began ${what} after its ${end}; ${lost}`);
    }
    for (const what of work.atEnd.length > 0 ? work.atEnd : work.afterEnd) {
      all.add(what);
    }
  }
  return [...all].sort();
}
