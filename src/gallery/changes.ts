import type { Entry } from "./entry.ts";

/** The ids of templates that differ between two galleries. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Compares a written gallery with the entries of a new one. Strings in JSON never hold a line
 * break, so the layout alone tells where a template begins and ends.
 */
export function findChanges(written: Buffer, entries: readonly Entry[]): Changes {
  const old = new Map<string, Buffer>();
  for (const template of splitTemplates(written)) {
    old.set(idOf(template), template);
  }
  const added: string[] = [];
  const changed: string[] = [];
  for (const { id, json } of entries) {
    const before = old.get(id);
    if (!before) {
      added.push(id);
    } else if (!before.equals(json)) {
      changed.push(id);
    }
    old.delete(id);
  }
  return { added, changed, removed: [...old.keys()] };
}

const opening = '\n      {\n        "id": "';
const closing = "\n      }";

function* splitTemplates(written: Buffer): Generator<Buffer> {
  for (let at = written.indexOf(opening); at !== -1; at = written.indexOf(opening, at + 1)) {
    const end = written.indexOf(closing, at + opening.length);
    if (end === -1) {
      return;
    }
    yield written.subarray(at + 1, end + closing.length);
  }
}

function idOf(template: Buffer): string {
  const start = opening.length - 1;
  return template.toString("utf8", start, template.indexOf('"', start));
}
