import type { RunLine } from "./job.ts";

/** The most that is kept of what scripts write to the console. */
export interface LinesLimit {
  readonly lines: number;
  /** In all lines together. */
  readonly characters: number;
}

/** What scripts write to the console, the first of it if that is more than is kept. */
export class Lines {
  readonly kept: RunLine[] = [];
  readonly #limit: LinesLimit;
  #characters = 0;
  #dropped = 0;

  constructor(limit: LinesLimit) {
    this.#limit = limit;
  }

  /** Whether a line is kept. None is cut: what is left of a secret would no longer be known for one. */
  take(line: RunLine): boolean {
    const { lines, characters } = this.#limit;
    const isKept = this.kept.length < lines && this.#characters + line.text.length <= characters;
    if (isKept) {
      this.#characters += line.text.length;
      this.kept.push(line);
    } else this.#dropped++;
    return isKept;
  }

  /** Says how much is missing; undefined if nothing is. */
  get note(): string | undefined {
    if (this.#dropped === 0) return undefined;
    const count = this.#dropped.toLocaleString("en");
    return `the scripts wrote ${count} more ${this.#dropped === 1 ? "line" : "lines"} to the console than are kept`;
  }
}
