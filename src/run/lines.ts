import type { RunLine } from "./job.ts";

/** The most that is kept of what scripts write to the console. */
export interface LinesLimit {
  readonly lines: number;
  /** Of all lines together, as JSON. */
  readonly characters: number;
}

/** What scripts write to the console: all of it, or what came before there was too much. */
export class Lines {
  readonly kept: RunLine[] = [];
  readonly #limit: LinesLimit;
  #characters = 0;
  #dropped = 0;

  constructor(limit: LinesLimit) {
    this.#limit = limit;
  }

  /** How many lines came after those that are kept. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Whether a line is kept. None is cut: what is left of a secret would no longer be known for one.
   */
  take(line: RunLine): boolean {
    const isKept = this.#dropped === 0 && this.#hasRoom(line);
    if (isKept) {
      this.kept.push(line);
    } else {
      this.#dropped++;
    }
    return isKept;
  }

  #hasRoom(line: RunLine): boolean {
    const { lines, characters } = this.#limit;
    if (this.kept.length >= lines) {
      return false;
    }
    this.#characters += JSON.stringify(line).length;
    return this.#characters <= characters;
  }
}
