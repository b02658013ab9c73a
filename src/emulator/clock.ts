import { standardHost, type Host } from "./host.ts";
import { TimerQueue, type Timer } from "./timers.ts";
import { RequestLedger, trackedFetch } from "./tracked-fetch.ts";

/** Turns of the event loop in which nothing happens before time moves on. */
const QUIET_TURNS = 10;

/** Real milliseconds given to work that the clock cannot see, such as a `CompressionStream`. */
const GRACE = 20;

/** How many such times may pass in vain in one login, so that one which only repeats a timer comes to its end. */
const GRACES = 50;

/** Settles as the work did, or says that the time was over first. */
export type Ran<T> = { kind: "finished"; value: T } | { kind: "timed-out" };

export interface ClockOptions {
  host?: Host;
  /** Milliseconds since 1970 at which the login starts; the host's time if left out. */
  start?: number;
}

/**
 * The clock of one login: its timers, its requests and its time.
 *
 * A virtual clock stands still while anything happens and then jumps to the next timer, so that a service which
 * stays silent costs no real time. It waits, without moving, for a request that will be answered. While nothing
 * is under way that it can see, it gives unseen work a short real time before it jumps. Once `follow` is called
 * it goes with real time and never jumps.
 */
export class LoginClock {
  readonly fetch: typeof fetch;
  /** Told of what a timer's callback throws. */
  onUncaught: (error: unknown) => void = () => undefined;

  readonly #host: Host;
  readonly #start: number;
  readonly #timers = new TimerQueue();
  readonly #requests = new RequestLedger(() => {
    this.#touch();
  });
  /** The time, or since `follow` what is added to the host's time. */
  #time: number;
  #following = false;
  #activity = 0;
  #graces = GRACES;
  #wake: (() => void) | undefined;

  constructor({ host = standardHost, start = host.now() }: ClockOptions = {}) {
    this.#host = host;
    this.#start = start;
    this.#time = start;
    this.fetch = trackedFetch(host, this.#requests);
  }

  /** Milliseconds since 1970 at which the login started. */
  get start(): number {
    return this.#start;
  }

  now(): number {
    return this.#following ? this.#time + this.#host.now() : this.#time;
  }

  /** From now on the clock goes with real time. */
  follow(): void {
    if (this.#following) return;
    this.#time -= this.#host.now();
    this.#following = true;
    this.#touch();
  }

  turn(): Promise<void> {
    return this.#host.turn();
  }

  setTimer(milliseconds: unknown, fire: () => void): Timer {
    const delay = Number(milliseconds);
    // Node makes 0 a millisecond. Here both are "as soon as possible", which takes a turn and no time.
    return this.#addTimer(delay > 1 ? delay : 0, undefined, fire);
  }

  setRepeating(milliseconds: unknown, fire: () => void): Timer {
    const every = Math.max(1, Number(milliseconds) || 1);
    return this.#addTimer(every, every, fire);
  }

  clearTimer(handle: unknown): void {
    this.#timers.remove(handle);
    this.#touch();
  }

  /**
   * Moves time on until the work settles, for at most so many milliseconds since the start of the login.
   * Rejects as the work does.
   */
  async run<T>(work: Promise<T>, limit: number): Promise<Ran<T>> {
    const isSettled = this.#watch(work);
    await this.#drive(isSettled, this.#start + limit);
    return isSettled() ? { kind: "finished", value: await work } : { kind: "timed-out" };
  }

  /**
   * Lets what is still under way after the end of the login come to its end, within the same limit: the
   * requests, the timers, and the work if it is given.
   */
  async drain(work: Promise<unknown> | undefined, limit: number): Promise<void> {
    const isSettled = work ? this.#watch(work) : () => true;
    // Timers cost nothing unless the clock goes with real time.
    const hasTimers = () => !this.#following && this.#timers.hasWork();
    const isIdle = () => isSettled() && this.#requests.size === 0 && !hasTimers();
    await this.#drive(isIdle, this.#start + limit);
  }

  /** Notes work that runs beside the event loop, for which the clock waits without moving. To be called at its end. */
  beginUnseen(): () => void {
    const work = this.#requests.open(false);
    return () => {
      this.#requests.close(work);
    };
  }

  /** Forgets all timers and requests. */
  stop(): void {
    this.#timers.clear();
    this.#requests.clear();
  }

  #watch(work: Promise<unknown>): () => boolean {
    let settled = false;
    const note = () => {
      settled = true;
      this.#touch();
    };
    work.then(note, note);
    return () => settled;
  }

  #addTimer(delay: number, every: number | undefined, fire: () => void): Timer {
    const timer = this.#timers.add(this.now() + delay, every, fire);
    this.#touch();
    return timer;
  }

  async #drive(isOver: () => boolean, deadline: number): Promise<void> {
    while (!isOver()) {
      const timer = this.#timers.next();
      if (timer && timer.at <= this.now() && timer.at < deadline) await this.#fire(timer);
      else if (this.now() >= deadline) return;
      else if (this.#following)
        await this.#wait(Math.min(timer?.at ?? Infinity, deadline) - this.now());
      else if (this.#requests.hasAnswering()) await this.#wait();
      else if (await this.#isQuiet()) this.#jump(deadline);
    }
  }

  async #fire(timer: Timer): Promise<void> {
    await this.#host.turn();
    // The turn may have cleared it.
    if (this.#timers.next() !== timer) return;
    if (timer.every === undefined) this.#timers.remove(timer);
    else timer.at = this.now() + timer.every;
    this.#touch();
    try {
      timer.fire();
    } catch (error) {
      this.onUncaught(error);
    }
    await this.#host.turn();
  }

  async #isQuiet(): Promise<boolean> {
    const before = this.#activity;
    for (let turn = 0; turn < QUIET_TURNS; turn++) {
      await this.#host.turn();
      if (this.#activity !== before) return false;
    }
    if (this.#requests.size > 0 || this.#graces === 0) return true;
    await this.#wait(GRACE);
    if (this.#activity !== before) return false;
    this.#graces--;
    return true;
  }

  #jump(deadline: number): void {
    this.#time = Math.min(this.#timers.next()?.at ?? Infinity, deadline);
  }

  #touch(): void {
    this.#activity++;
    this.#wake?.();
  }

  /** Until something happens on the clock, at most so many real milliseconds. */
  #wait(milliseconds?: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel =
        milliseconds === undefined
          ? undefined
          : this.#host.after(milliseconds, () => {
              this.#wake?.();
            });
      this.#wake = () => {
        this.#wake = undefined;
        cancel?.();
        resolve();
      };
    });
  }
}

/** A clock that goes with real time from the start. */
export function realClock(options: ClockOptions = {}): LoginClock {
  const clock = new LoginClock(options);
  clock.follow();
  return clock;
}
