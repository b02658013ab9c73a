import { copy, isRecord } from "../../text/plain-data.ts";
import type { TenantChange } from "../outcome/outcome.ts";
import { metadataKinds } from "./user-metadata.ts";

interface Touched {
  before: unknown;
  read: () => unknown;
}

/** Times that each write sets are no change that anyone asks for. */
const times = new Set(["created_at", "updated_at"]);

/**
 * What a login changes in its tenant: of each thing that is written to, what it was before. Two
 * ways to the same end leave the same changes, and what was changed back leaves none.
 */
export class ChangeLog {
  readonly #touched = new Map<string, Touched>();

  /** From now on changes are those of another login. */
  begin(): void {
    this.#touched.clear();
  }

  /** To be called before each write. `read` gives what is there, and undefined if nothing is. */
  touch(key: string, read: () => unknown): void {
    if (!this.#touched.has(key)) {
      this.#touched.set(key, { before: copy(read()), read });
    }
  }

  /** Notes what leaves the tenant, such as a mail. */
  count(key: string): void {
    const touched = this.#touched.get(key);
    const count = touched ? Number(touched.read()) + 1 : 1;
    this.#touched.set(key, { before: undefined, read: () => count });
  }

  /** By what changed, in the order of the code units. Metadata of the given users are left out. */
  list(ownUsers: readonly string[]): Record<string, TenantChange> {
    if (this.#touched.size === 0) {
      return {};
    }
    const own = ownUsers.flatMap((id) => metadataKinds.map((kind) => `user ${id} ${kind}.`));
    const entries = [...this.#touched]
      .flatMap(([key, { before, read }]) => compare(key, before, copy(read())))
      .filter(([key]) => !own.some((start) => key.startsWith(start)))
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(entries);
  }
}

type KeyedChange = [key: string, change: TenantChange];

/** A user who is new or gone is one change; of one who stays, each property that differs. */
function compare(key: string, before: unknown, after: unknown): KeyedChange[] {
  if (!isRecord(before) || !isRecord(after)) {
    const [was, is] = [withoutTimes(before), withoutTimes(after)];
    return isSame(was, is) ? [] : [[key, changeOf(was, is)]];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !times.has(name) && !isSame(before[name], after[name]))
    .flatMap((name) => compareProperty(`${key} ${name}`, name, [before[name], after[name]]));
}

/** Metadata differ key by key, as they are written. */
function compareProperty(
  key: string,
  name: string,
  [before, after]: readonly [unknown, unknown],
): KeyedChange[] {
  if (!metadataKinds.some((kind) => kind === name)) {
    return [[key, changeOf(before, after)]];
  }
  const [was, is] = [before, after].map((value) => (isRecord(value) ? value : {}));
  const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
  return keys
    .filter((item) => !isSame(was?.[item], is?.[item]))
    .map((item): KeyedChange => [`${key}.${item}`, changeOf(was?.[item], is?.[item])]);
}

function changeOf(before: unknown, after: unknown): TenantChange {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function withoutTimes(value: unknown): unknown {
  if (!isRecord(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).filter(([name]) => !times.has(name)));
}
