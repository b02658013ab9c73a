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

  /** Whether a line is kept. None is cut: what is left of a secret would no longer be known for one. */
  take(line: RunLine): boolean {
    this.#characters += JSON.stringify(line).length;
    const { lines, characters } = this.#limit;
    const isTooMuch = this.kept.length >= lines || this.#characters > characters;
    if (isTooMuch || this.#dropped > 0) this.#dropped++;
    else this.kept.push(line);
    return this.#dropped === 0;
  }
}
