import { keyOf, type Path } from "../places.ts";
import type { ComparisonFacts, Harvest, SideFacts } from "../read/harvest.ts";
import type { Seen, Sighting } from "../seen.ts";
import type { Json, Trial } from "../trial.ts";
import type { Change } from "./change.ts";
import { begin } from "./domain.ts";
import { sampleOf } from "./pattern.ts";
import { findValue, type Found } from "./find-value.ts";
import type { Random } from "./random.ts";
import { placedIn, wholeValueAt } from "./sample.ts";
import { holds, type State } from "./state.ts";

/** One of the two values that a comparison met. */
interface Met extends SideFacts {
  readonly value: Seen;
}

/** Milliseconds of times in which people count, from milliseconds to days. */
const timeUnits = [1, 1000, 60_000, 3_600_000, 86_400_000];
/** Milliseconds; a larger number is a time, no duration. */
const years = 1e12;

/** Longer lists are of no use. */
const mostItems = 200;
/** Larger texts are of no use. */
const mostCharacters = 20_000;

/** Finds changes of a login after which a comparison that it led to ends in another way. */
export class Solver {
  readonly #harvest: Harvest;
  readonly #random: Random;

  constructor(harvest: Harvest, random: Random) {
    this.#harvest = harvest;
    this.#random = random;
  }

  /**
   * Changes after which the comparison may end in another way, any of which may do.
   *
   * @param want how it is to end; in any other way unless given
   */
  changes(trial: Trial, [probe, left, right]: Sighting, want?: State): Change[] {
    const facts = this.#harvest.comparisons[probe];
    if (!facts) {
      return [];
    }
    const [one, other] = [this.#meet(facts.left, left), this.#meet(facts.right, right)];
    const isMet = want ? want === "no" : holds(facts.relation, one.value, other.value);
    const isPart = facts.relation === "holds" && typeof one.value === "string";
    const changes = isMet
      ? [...this.#break(trial, one, other), ...(isPart ? this.#hold(trial, one, other) : [])]
      : this.#solve(trial, { ...facts, by: this.#distance(want) }, [one, other]);
    return changes.filter(
      ({ value }) => typeof value !== "string" || value.length <= mostCharacters,
    );
  }

  /** How far a number is to be from its limit. */
  #distance(want: State | undefined): number {
    if (want === "same") {
      return 0;
    }
    const far = this.#random.pick([1, 1, 1000]) ?? 1;
    return want === "less" ? -far : want === "more" ? far : (this.#random.pick([0, 1, -1]) ?? 0);
  }

  /** A value becomes another one. */
  #break(trial: Trial, one: Met, other: Met): Change[] {
    return [one, other].flatMap((side) => {
      const { value } = side;
      const other: Seen =
        typeof value === "number" ? value + 1 : typeof value === "string" ? `${value}x` : "text";
      return this.#become(trial, side, this.#random.pick([other, "", "é-1"]) ?? other);
    });
  }

  #meet(side: SideFacts, value: Seen | undefined): Met {
    return { ...side, value: value ?? this.#random.pick(side.written) ?? null };
  }

  #solve(
    trial: Trial,
    { relation, by }: { relation: ComparisonFacts["relation"]; by: number },
    [one, other]: [Met, Met],
  ): Change[] {
    if (one.isLength || other.isLength) {
      return this.#ofLength(trial, [one, other], by);
    }
    switch (relation) {
      case "equal":
        return [...this.#become(trial, one, other.value), ...this.#become(trial, other, one.value)];
      case "order":
        return [
          ...this.#pass(trial, one, other.value, by),
          ...this.#pass(trial, other, one.value, -by),
        ];
      case "holds":
        return this.#hold(trial, one, other);
      case "starts":
        return this.#affix(trial, one, (text) => `${textOf(other.value)}${text}`);
      case "ends":
        return this.#affix(trial, one, (text) => `${text}${textOf(other.value)}`);
      case "matches":
        return this.#match(trial, one, other);
      case "key":
        return this.#haveKey(trial, one, other);
      default:
        return [];
    }
  }

  /** The places of a value become another value. */
  #become(trial: Trial, { value, places }: Met, target: Seen): Change[] {
    const json = jsonOf(target);
    if (json === undefined) {
      return [];
    }
    const found = findValue(trial, value, places);
    if (found.length > 0) {
      return found.map((one) => this.#replace(one, json));
    }
    return places.map((path) => ({ path, value: this.#suited(path, json) }));
  }

  /**
   * A value that is at a place in another way, such as a time that is there as a text, stays like
   * that.
   */
  #replace({ path, write }: Found, value: Json): Change {
    return { path, value: write(value) };
  }

  /** Settings are text, and what is split has parts. */
  #suited(path: Path, value: Json): Json {
    const facts = this.#harvest.facts.get(keyOf(path));
    const separator = facts && this.#random.pick([...facts.separators]);
    if (separator !== undefined && typeof value === "string" && !value.includes(separator)) {
      return this.#random.chance(0.5) ? `${value}${separator}two` : `one${separator}${value}`;
    }
    if (facts?.kinds.has("date") && typeof value === "number") {
      return this.#timeFor(value) ?? value;
    }
    return path[0] === "settings" && typeof value !== "object" ? String(value) : value;
  }

  /** A time, or one that is so long ago in whatever unit. */
  #timeFor(value: number): string | undefined {
    if (value > years) {
      return isoOf(value);
    }
    const units = timeUnits.filter((unit) => Math.abs(value * unit) < years);
    return isoOf(begin - value * (this.#random.pick(units) ?? 1));
  }

  /** A number becomes the limit that it is compared with, or is next to it. */
  #pass(trial: Trial, side: Met, limit: Seen, by: number): Change[] {
    const number = typeof limit === "object" && limit && "time" in limit ? limit.time : limit;
    if (typeof number !== "number") {
      return this.#become(trial, side, limit);
    }
    const near = number + by;
    const { value, places } = side;
    const met = typeof value === "object" && value && "time" in value ? value.time : value;
    if (typeof met !== "number" || findValue(trial, met, places).length > 0) {
      return this.#become(trial, side, near);
    }
    return places.length === 0
      ? this.#lengthen(trial, near - met)
      : places.map((path) => ({ path, value: this.#moved(trial, path, { met, near }) }));
  }

  /** What a number is made of, as it has to be for the number to become another. */
  #moved(trial: Trial, path: Path, { met, near }: { met: number; near: number }): Json {
    const now = wholeValueAt(trial, path);
    const time = typeof now === "string" && /^\d{4}-/.test(now) ? Date.parse(now) : NaN;
    if (!Number.isNaN(time)) {
      return isoOf(movedTime(time, met, near)) ?? this.#timeFor(near) ?? near;
    }
    if (typeof now === "number" || isNumeric(now)) {
      const moved = movedNumber(Number(now), met, near);
      return typeof now === "string" ? String(moved) : moved;
    }
    const by = near - met;
    const isSize = typeof now === "string" && by > 0 && by < mostCharacters;
    return isSize ? now.padEnd(now.length + by, "x") : this.#suited(path, near);
  }

  /** Any text becomes so much longer: something is too large that has it in it. */
  #lengthen(trial: Trial, by: number): Change[] {
    const texts = placedIn(trial).filter(
      ({ path, value }) =>
        typeof value === "string" && (path[0] === "user" || path[0] === "answers"),
    );
    const one = by > 0 && by < mostCharacters ? this.#random.pick(texts) : undefined;
    return one
      ? [{ path: one.path, value: String(one.value).padEnd(String(one.value).length + by, "x") }]
      : [];
  }

  #ofLength(trial: Trial, [one, other]: [Met, Met], by: number): Change[] {
    const [measured, limit] = one.isLength ? [one, other.value] : [other, one.value];
    if (typeof limit !== "number" || limit < 0 || limit > mostCharacters) {
      return [];
    }
    const length = Math.max(0, limit + (one.isLength ? by : -by));
    const { value } = measured;
    if (isList(value)) {
      const list = Array.from({ length: Math.min(length, mostItems) }, (_item, index) => {
        return value.list[index] ?? `text ${index}`;
      });
      return this.#become(trial, measured, { list });
    }
    const text = typeof value === "string" ? value : "";
    return this.#become(trial, measured, text.padEnd(length, "x").slice(0, length));
  }

  /** The item becomes one of the list, or the list gets the item. */
  #hold(trial: Trial, whole: Met, item: Met): Change[] {
    const { value } = whole;
    const one = isList(value) ? this.#random.pick(value.list) : undefined;
    const changes: Change[] = [];
    if (typeof value === "string") {
      changes.push(...this.#become(trial, whole, this.#withPart(value, textOf(item.value))));
      changes.push(...this.#become(trial, item, value));
    } else if (one !== undefined) {
      changes.push(...this.#become(trial, item, one));
      changes.push(...this.#become(trial, { ...whole, value: one, places: [] }, item.value));
    }
    const json = jsonOf(item.value);
    if (json !== undefined && typeof value !== "string") {
      for (const path of whole.places) {
        changes.push({ path, value: this.#holding(path, json) });
      }
    }
    return changes;
  }

  /** A text with a part near its end or its beginning. */
  #withPart(text: string, part: string): string {
    const at = text.indexOf(part);
    const from = Math.max(0, at - (this.#random.pick([0, 1, 2]) ?? 0));
    const moved = at < 0 ? `${part}${text}` : text.slice(from);
    return this.#random.pick([`${text}${part}x`, `${part}${text}`, moved]) ?? moved;
  }

  #holding(path: Path, item: Json): Json {
    const facts = this.#harvest.facts.get(keyOf(path));
    const isText = path[0] === "settings" || (facts !== undefined && facts.separators.size > 0);
    return isText || path.at(-1) === "[]" ? this.#suited(path, item) : [item];
  }

  #affix(trial: Trial, { value, places }: Met, write: (text: string) => string): Change[] {
    const text = typeof value === "string" ? value : "";
    return this.#become(trial, { value, places, written: [], isLength: false }, write(text));
  }

  #match(trial: Trial, pattern: Met, text: Met): Change[] {
    const { value } = pattern;
    const source = typeof value === "object" && value && "pattern" in value ? value.pattern : value;
    return typeof source === "string"
      ? this.#become(trial, text, sampleOf(source, this.#random))
      : [];
  }

  #haveKey(trial: Trial, object: Met, key: Met): Change[] {
    const { value } = object;
    const keys = typeof value === "object" && value && "keys" in value ? value.keys : [];
    const one = this.#random.pick(keys);
    const renamed = one === undefined ? [] : this.#become(trial, key, one);
    const name = typeof key.value === "string" ? key.value : undefined;
    const filled: Json = this.#random.pick(["text", true, ["text"]]) ?? "text";
    const named = name === undefined ? [] : object.places;
    return [...renamed, ...named.map((path) => ({ path: [...path, name ?? ""], value: filled }))];
  }
}

/**
 * A time as it has to be for its age, or what is left until it, to become another. In whatever unit
 * that was met.
 */
function movedTime(time: number, met: number, near: number): number {
  for (const unit of timeUnits) {
    if (isClose((begin - time) / unit, met)) {
      return time + (met - near) * unit;
    }
    if (isClose((time - begin) / unit, met)) {
      return time + (near - met) * unit;
    }
  }
  return begin - near;
}

/** The same for a number: a time in seconds, what was multiplied, or what was added to. */
function movedNumber(number: number, met: number, near: number): number {
  if (isClose(begin / 1000 - number, met)) {
    return number + met - near;
  }
  const scaled = (near * number) / met;
  return Number.isInteger(scaled) ? scaled : number + near - met;
}

function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(1, Math.abs(other) / 100);
}

function isNumeric(value: Json | undefined): boolean {
  return typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value);
}

function isList(value: Seen): value is { readonly list: readonly (string | number)[] } {
  return typeof value === "object" && value !== null && "list" in value;
}

function textOf(value: Seen): string {
  return typeof value === "string" ? value : "";
}

/** A value as a login can have it; undefined for what it cannot. */
function jsonOf(value: Seen): Json | undefined {
  if (typeof value !== "object" || value === null) {
    return value ?? undefined;
  }
  if ("time" in value) {
    return isoOf(value.time);
  }
  return "list" in value ? [...value.list] : undefined;
}

function isoOf(time: number): string | undefined {
  return Math.abs(time) < 8.64e15 ? new Date(time).toISOString() : undefined;
}
