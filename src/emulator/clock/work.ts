import type { Timer, TimerOwner } from "./timers.ts";

/**
 * Says in a few words what is under way, such as `a request to POST https://example.com/`; undefined if it is over and
 * its end has only not been told yet, such as that of a request which has just been aborted.
 */
export type Describe = () => string | undefined;

/** Of how many different things a login tells. */
const most = 20;

/**
 * What a script begins and what becomes of it, so that what is under way at its end can be named.
 * What `describe` functions say is asked for then, since most work is over by that time.
 */
export class ScriptWork implements TimerOwner {
  readonly #open = new Set<Describe>();
  readonly #atEnd = new Set<string>();
  readonly #afterEnd = new Set<string>();
  /**
   * Timers at the end of the script: those that a warning has told of, and those that seem to limit
   * other work.
   */
  readonly #left = new Map<Timer, "untold" | "told" | "limit">();
  #isOver = false;
  #ended = 0;
  #traces = 0;
  #warnings = 0;

  /** Whether the script has ended, so that nothing of what it does counts any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** What was under way when the script had ended. */
  get atEnd(): readonly string[] {
    const timers = [...this.#left].filter(([, kind]) => kind !== "limit");
    return [...this.#atEnd, ...new Set(timers.map(([timer]) => timer.what))];
  }

  /** What the script began after its end. */
  get afterEnd(): readonly string[] {
    return [...this.#afterEnd].filter((what) => !this.#atEnd.has(what));
  }

  /** What was under way at the end, without timers whose doings have been warned of. */
  get untold(): readonly string[] {
    const timers = [...this.#left].filter(([, kind]) => kind === "untold");
    return [...this.#atEnd, ...new Set(timers.map(([timer]) => timer.what))];
  }

  /** Notes work of the script; the answer is to be called at its end. */
  begin(describe: Describe): () => void {
    this.#traces++;
    if (this.#isOver) {
      note(this.#afterEnd, describe());
    }
    const entry: Describe = () => describe();
    this.#open.add(entry);
    return () => {
      if (this.#open.delete(entry)) {
        this.#ended++;
      }
    };
  }

  /** Notes a timer that the script has set. After its end only what the timer does counts. */
  beginTimer(timer: Timer): void {
    timer.owner = this;
    timer.endedBefore = this.#ended;
  }

  /** Notes that the script has done something that can be seen, such as writing a line. */
  leaveTrace(): void {
    this.#traces++;
  }

  /** Notes that there is a warning of what the script did. */
  leaveWarning(): void {
    this.#traces++;
    this.#warnings++;
  }

  /** Notes a call that came too late to count. */
  noteLateCall(name: string): void {
    this.#traces++;
    note(this.#afterEnd, `a call of ${name}`);
  }

  /** The script has ended: notes what is under way. */
  end(timers: Iterable<Timer>): void {
    this.#isOver = true;
    for (const describe of this.#open) {
      note(this.#atEnd, describe());
    }
    for (const timer of timers) {
      if (timer.owner === this && timer.hasRef()) {
        this.#left.set(timer, this.#isLimit(timer) ? "limit" : "untold");
      }
    }
  }

  /** A timer is about to fire; the answer is to be called when it has. */
  watchTimer(timer: Timer): () => void {
    const [traces, warnings] = [this.#traces, this.#warnings];
    return () => {
      if (!this.#left.has(timer) || this.#traces === traces) {
        return;
      }
      this.#left.set(timer, this.#warnings === warnings ? "untold" : "told");
    };
  }

  /**
   * Whether other work has come to its end since, which a timer of this kind was most likely set to
   * limit.
   */
  #isLimit(timer: Timer): boolean {
    return timer.every === undefined && timer.endedBefore < this.#ended;
  }
}

function note(notes: Set<string>, what: string | undefined): void {
  if (what !== undefined && notes.size < most) {
    notes.add(what);
  }
}
