import type { Progress } from "../../explore/explore.ts";

interface Terminal {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

const clearLine = "\r\u001B[K";

/** Milliseconds between two lines. */
const often = 100;

/** A line on a terminal that says how far a search is. */
export class ProgressLine {
  readonly #terminal: Terminal;
  #last = -Infinity;

  private constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Undefined where nobody would see it. */
  static on(terminal: Terminal): ProgressLine | undefined {
    return terminal.isTTY === true ? new ProgressLine(terminal) : undefined;
  }

  /** @param step what is searched, if it is one of several */
  show({ logins, reached, branches, differences }: Progress, step = ""): void {
    const now = performance.now();
    if (now - this.#last < often) {
      return;
    }
    this.#last = now;
    const found = differences > 0 ? ", a difference" : "";
    this.#terminal.write(
      `${clearLine}${step}${logins} logins, ${reached} of ${branches} branches of both${found}`,
    );
  }

  clear(): void {
    this.#terminal.write(clearLine);
  }
}
