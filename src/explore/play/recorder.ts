import type { Path } from "../places.ts";
import { firstMark } from "../read/instrument.ts";
import { seenOf, type Sighting } from "../seen.ts";

/** What a script told in one login. */
export interface Recorded {
  readonly reached: readonly number[];
  readonly marks: readonly number[];
  readonly seen: readonly Sighting[];
}

/** In a loop, the first values of a comparison say enough. */
const mostPerProbe = 6;

type Meeting = [...Sighting];

/** Takes what an instrumented script tells, as `instrument` says it. */
export class Recorder {
  #reached = new Set<number>();
  #seen = new Map<number, Meeting[]>();

  /** What a value of JSON is given on as. */
  onParsed: (value: unknown) => unknown = (value) => value;

  /** What the script calls. */
  readonly tell = (number: number, value: unknown, isParsed?: unknown): unknown => {
    if (number >= 0) {
      this.#reached.add(value ? number : number + 1);
    } else if (isParsed === undefined) {
      this.#look(number, value);
    } else {
      return this.onParsed(value);
    }
    return value;
  };

  begin(): void {
    this.#reached = new Set();
    this.#seen = new Map();
    this.onParsed = (value) => value;
  }

  take(): Recorded {
    const all = [...this.#reached];
    return {
      reached: all.filter((number) => number < firstMark),
      marks: all.filter((number) => number >= firstMark).map((number) => number - firstMark),
      seen: [...this.#seen.values()].flat(),
    };
  }

  #look(number: number, value: unknown): void {
    const slot = -1 - number;
    const probe = slot >> 1;
    let met = this.#seen.get(probe);
    if (!met) {
      met = [];
      this.#seen.set(probe, met);
    }
    const last = met[met.length - 1];
    const seen = seenOf(value);
    if (slot % 2 === 1) {
      if (last && last[2] === undefined) {
        last[2] = seen;
      } else if (met.length < mostPerProbe && last?.[2] !== seen) {
        met.push([probe, undefined, seen]);
      }
      return;
    }
    // The same value again, or one whose other side was not looked at, says nothing new.
    const isKnown = last?.[1] === seen && last[2] === undefined;
    if (met.length < mostPerProbe && !isKnown) {
      met.push([probe, seen, undefined]);
    }
  }
}

/** Notes places that are read, each once. */
export class Reads {
  readonly #paths = new Map<string, Path>();

  get all(): readonly Path[] {
    return [...this.#paths.values()];
  }

  add(path: Path): void {
    const key = path.join("\u0001");
    if (!this.#paths.has(key)) {
      this.#paths.set(key, path);
    }
  }
}
