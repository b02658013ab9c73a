/** The script that a timer belongs to. */
export interface TimerOwner {
  /** Told that the timer fires; the answer is to be called when it has. */
  watchTimer(timer: Timer): () => void;
}

/** What a timer does, and when, in milliseconds of the login's clock. */
export interface Alarm {
  readonly at: number;
  /** The milliseconds between two times of an interval. */
  readonly every: number | undefined;
  readonly fire: () => void;
}

/** A timer on a login's clock, shaped like Node's. */
export class Timer {
  readonly id: number;
  at: number;
  readonly every: number | undefined;
  readonly fire: () => void;
  /** Undefined for the emulator's own. */
  owner: TimerOwner | undefined;
  /** How much of its owner's work had come to its end when it was set. */
  endedBefore = 0;
  #waitedFor = true;

  constructor(id: number, { at, every, fire }: Alarm) {
    this.id = id;
    this.at = at;
    this.every = every;
    this.fire = fire;
  }

  ref(): this {
    this.#waitedFor = true;
    return this;
  }

  unref(): this {
    this.#waitedFor = false;
    return this;
  }

  hasRef(): boolean {
    return this.#waitedFor;
  }

  /** What it is called in warnings. */
  get what(): string {
    return this.every === undefined ? "a timer" : "an interval";
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }
}

/** The timers of one login, earliest first and, at the same time, first set first. */
export class TimerQueue {
  readonly #timers = new Map<number, Timer>();
  #lastId = 0;

  add(alarm: Alarm): Timer {
    const timer = new Timer(++this.#lastId, alarm);
    this.#timers.set(timer.id, timer);
    return timer;
  }

  /** Takes what scripts pass to `clearTimeout`: a timer, its number, or nothing. */
  remove(handle: unknown): void {
    const id = handle instanceof Timer ? handle.id : Number(handle);
    this.#timers.delete(id);
  }

  next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (!first || timer.at < first.at) {
        first = timer;
      }
    }
    return first;
  }

  all(): Iterable<Timer> {
    return this.#timers.values();
  }

  clear(): void {
    this.#timers.clear();
  }
}
