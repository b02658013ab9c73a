import type { Facts } from "../read/facts.ts";
import type { Path } from "../places.ts";
import type { Json } from "../trial.ts";
import { canBe } from "./domain.ts";
import { matches, sampleOf } from "./pattern.ts";
import { plausibleAt, settingsLike } from "./plausible.ts";
import type { Random } from "./random.ts";

/** What a place may hold; undefined is nothing of its own, null is what is not there. */
export type Candidate = Json | undefined;

/** Characters, more than most services take. */
const long = 3000;
/** What is made for a place is used so often, because making it takes time. */
const mostUsed = 6;
/** Texts of so many characters are made to fit a length. */
const longest = 20_000;

/** Times around when logins begin, and odd ones. */
const dates: readonly Json[] = [
  "2026-01-15T11:59:30.000Z",
  "2026-01-15T10:00:00.000Z",
  "2026-01-10T12:00:00.000Z",
  "2025-11-01T12:00:00.000Z",
  "2020-01-01T00:00:00.000Z",
  "2030-01-01T00:00:00.000Z",
  1_768_478_370_000,
  "no date",
];

/** Makes what places may hold. */
export class Candidates {
  readonly #random: Random;
  /** Texts and numbers of the scripts, wherever they are. */
  readonly #pool: readonly Json[];

  /** What was made, and how often it is still used: some of it comes by chance. */
  readonly #known = new Map<Facts, { readonly values: readonly Candidate[]; left: number }>();

  constructor(random: Random, pool: readonly Json[]) {
    this.#random = random;
    this.#pool = pool;
  }

  /** Values of a place that make a difference: equal, different, odd, absent. */
  of(facts: Facts): readonly Candidate[] {
    const known = this.#known.get(facts);
    if (known && known.left > 0) {
      known.left--;
      return known.values;
    }
    const values = this.#make(facts);
    this.#known.set(facts, { values, left: mostUsed });
    return values;
  }

  #make(facts: Facts): Candidate[] {
    const { path } = facts;
    const values = [
      ...plausibleAt(path),
      ...this.#compared(facts),
      ...this.#ofKind(facts),
      ...(path[0] === "settings" && path.length === 2 ? settingsLike(path[1] ?? "") : []),
      ...(path[0] === "answers" && path.at(-1) === "status" ? [200, 404, 500, 401, 429] : []),
      ...this.#odd(path),
    ];
    return values.filter((value) => value === undefined || value === null || canBe(path, value));
  }

  /** The value that goes furthest, as far as that can be known. */
  best(facts: Facts): Candidate {
    const values = this.of(facts).filter((value) => value !== undefined && value !== null);
    const scores = values.map((value) => scoreOf(value, facts));
    const most = Math.max(...scores);
    return this.#random.pick(values.filter((_value, index) => scores[index] === most));
  }

  /** Values that a test takes for true, or for false. */
  thatAre(truth: boolean, facts: Facts): Candidate[] {
    return this.of(facts).filter((value) =>
      value === undefined ? !truth : Boolean(value) === truth,
    );
  }

  #compared({ literals, patterns, separators, lengths }: Facts): Json[] {
    const values: Json[] = [];
    // Of what is split, what is compared may be any part.
    for (const separator of separators) {
      for (const literal of literals) {
        if (typeof literal === "string") {
          values.push(...partsOf(literal, separator));
        }
      }
    }
    for (const literal of literals) {
      values.push(...near(literal));
    }
    for (const source of patterns) {
      values.push(...[1, 2, 3].map(() => sampleOf(source, this.#random)));
    }
    for (const length of lengths) {
      if (length < longest) {
        const all = [length, length + 1, Math.max(0, length - 1)];
        values.push(...all.map((count) => "x".repeat(count)));
      }
    }
    for (const separator of separators) {
      values.push(`one${separator}two`, ` one ${separator} `);
    }
    return values;
  }

  #ofKind({ path, kinds }: Facts): Json[] {
    const isSetting = path[0] === "settings";
    const numbers: readonly Json[] = isSetting
      ? ["1", "50", "0", "-1", "1e9"]
      : [1, 0, -1, 1e9, "1"];
    return [
      ...(kinds.has("number") ? numbers : []),
      ...(kinds.has("date") ? dates : []),
      ...(kinds.has("list") ? [[], ["one"], ["one", "two"], [1]] : []),
      ...(kinds.has("boolean") ? [true, false] : []),
    ];
  }

  #odd(path: Path): Candidate[] {
    const [root] = path;
    const gone = root === "settings" || root === "returns" ? undefined : null;
    const pooled = this.#random.pick(this.#pool) ?? "text";
    const plain: Candidate[] = ["text", true, gone, "", pooled, undefined];
    if (root === "settings" && !path.includes("{}")) {
      return [...plain, "{}", "[]", "{", " "];
    }
    return [...plain, 0, 7, false, {}, [], ["text"], { key: "value" }, "x".repeat(long)];
  }
}

function partsOf(literal: string, separator: string): string[] {
  const parts = [literal, `${literal}x`, literal.toUpperCase()];
  return [...parts.map((part) => `one${separator}${part}`), `${literal}${separator}two`];
}

/** A value and those that a careless comparison would take for it. */
function near(literal: Json): Json[] {
  if (typeof literal === "number") {
    return [literal, literal + 1, literal - 1, literal / 2, literal * 2, String(literal)];
  }
  if (typeof literal !== "string" || literal === "") {
    return [literal];
  }
  return [literal, `${literal}x`, literal.toUpperCase(), `x.${literal}`];
}

function isPlausible(value: Json, path: Path): boolean {
  const [root, key = ""] = path;
  const isSetting = root === "settings" && path.length === 2 && typeof value === "string";
  return isSetting ? settingsLike(key).includes(value) : plausibleAt(path).includes(value);
}

/** How many of the things that are asked of a place a value fulfils. */
function scoreOf(value: Json, facts: Facts): number {
  const { patterns, lengths, kinds, literals, separators } = facts;
  // What is compared with nothing is better something.
  const isCompared = Boolean(value) && literals.has(value);
  let score = isCompared || isPlausible(value, facts.path) ? 1 : 0;
  if (value !== "" && value !== 0 && value !== false) {
    score += typeof value === "object" ? 0 : typeof value === "string" ? 0.5 : 0.25;
  }
  if (kinds.has("list") && Array.isArray(value) && value.length > 0) {
    score += 2;
  }
  if (kinds.has("number") && Number(value) > 0) {
    score += 1;
  }
  if (kinds.has("object") && typeof value === "object" && !Array.isArray(value)) {
    score += 1;
  }
  if (typeof value !== "string") {
    return score;
  }
  for (const source of patterns) {
    score += matches(source, value) ? 2 : 0;
  }
  for (const separator of separators) {
    const parts = value.split(separator);
    score += parts.length > 1 && parts.some((part) => literals.has(part)) ? 2 : 0;
  }
  for (const length of lengths) {
    score += value.length >= length && length > 1 ? 1 : 0;
  }
  return value.length >= long ? score - 5 : score;
}
