import { standardHost, type Host } from "../host/host.ts";
import { RequestLedger } from "../host/request-ledger.ts";
import { TimerQueue, type Timer } from "./timers.ts";

/** Turns of the event loop in which nothing happens before time moves on. */
const quietTurns = 10;

/** After so many moves one such turn has to do: a login that moves on as often only sets timers. */
const mostMoves = 200;

/** Real milliseconds given to work that the clock cannot see, such as a `CompressionStream`. */
export const grace = 20;

/**
 * Real milliseconds after which a request counts as silent: a whole pipeline may not take longer.
 */
const patience = 20_000;

/**
 * How many such times may pass in vain in one login, so that one which only sets a timer again and
 * again comes to its end, and how many of them before timers that repeat.
 */
const graces = { once: 20, repeating: 5 };

/** How many timers may fire after the end of a login: one that repeats never ends. */
const lateTicks = 500;

/** Milliseconds for which a clock that goes with real time waits after the end of a login. */
const late = { timers: 500, requests: 2_000 };

/**
 * How many timers of no milliseconds a login may set; later ones take one, so that an endless chain
 * has an end.
 */
const mostAtOnce = 1_000;

/** Settles as the work did, or says that the time was over first. */
export type Ran<T> = { kind: "completed"; value: T } | { kind: "timed-out" };

export interface ClockOptions {
  host?: Host;
  /** Milliseconds since 1970 at which the login starts; the host's time if left out. */
  start?: number;
}

/** What is left to be waited for when a login has ended. */
interface Ending {
  /** When it did. */
  at: number;
  /** How many timers may still fire. */
  ticks: number;
}

/**
 * What moves the time of one login: its timers and what it waits for.
 *
 * Virtual time stands still while anything happens and then jumps to the next timer, so that a
 * service which stays silent costs no real time. It waits, without moving, for a request that will
 * be answered, and gives up one that is not answered for a real time that is as long as the limit
 * of a pipeline. While nothing is under way that it can see, it gives unseen work a short real time
 * before it jumps. Once `follow` is called it goes with real time and never jumps.
 */
export class ClockEngine {
  readonly host: Host;
  /** Milliseconds since 1970 at which the login started. */
  readonly start: number;
  readonly requests: RequestLedger = new RequestLedger(() => {
    this.#touch();
  });
  /** Told of what a timer's callback throws. */
  onUncaught: (error: unknown) => void = () => undefined;
  /** Told when a timer has fired, and before time moves on. */
  onMove: (() => void) | undefined;

  readonly #timers = new TimerQueue();
  /** The time, or since `follow` what is added to the host's time. */
  #time: number;
  #following = false;
  #activity = 0;
  readonly #graces = { ...graces };
  #moves = 0;
  #atOnce = 0;
  #ending: Ending | undefined;
  #wake: (() => void) | undefined;

  constructor({ host = standardHost, start = host.now() }: ClockOptions = {}) {
    this.host = host;
    this.start = start;
    this.#time = start;
  }

  get timers(): Iterable<Timer> {
    return this.#timers.all();
  }

  now(): number {
    return this.#following ? this.#time + this.host.now() : this.#time;
  }

  /**
   * A turn of the event loop in which a script begins. A pipeline of many is at work, not waiting.
   */
  async turn(): Promise<void> {
    await this.host.turn();
    this.#touch();
  }

  /** From now on the clock goes with real time. */
  follow(): void {
    if (this.#following) {
      return;
    }
    this.#time -= this.host.now();
    this.#following = true;
    this.#touch();
  }

  setTimer(milliseconds: unknown, fire: () => void): Timer {
    const delay = Number(milliseconds);
    if (delay > 1) {
      return this.#addTimer(delay, undefined, fire);
    }
    // Node makes 0 a millisecond. Here both are "as soon as possible", which takes a turn and no
    // time.
    return this.#addTimer(this.#atOnce++ < mostAtOnce ? 0 : 1, undefined, fire);
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
   * Moves time on until the work settles, for at most so many milliseconds since the start of the
   * login. Rejects as the work does.
   */
  async run<T>(work: Promise<T>, limit: number): Promise<Ran<T>> {
    const isSettled = this.#watch(work);
    await this.#drive(isSettled, this.start + limit);
    return isSettled() ? { kind: "completed", value: await work } : { kind: "timed-out" };
  }

  /**
   * Lets what is still under way after the end of the login come to its end, within the same limit:
   * requests, the work if it is given, and timers, as long as they are not too many.
   */
  async drain(work: Promise<unknown> | undefined, limit: number): Promise<void> {
    const isSettled = work ? this.#watch(work) : () => true;
    const at = this.now();
    this.#ending = { at, ticks: lateTicks };
    // Work that is over is known to be so in the turn that follows.
    if (work) {
      await this.host.turn();
    }
    const isIdle = () => isSettled() && this.requests.size === 0 && !this.#hasLateTimers();
    if (isIdle() && !this.#following) {
      return;
    }
    const deadline = this.start + limit;
    if (!this.#following) {
      return this.#settle(isIdle, deadline);
    }
    await this.#settle(isIdle, Math.min(deadline, at + late.timers));
    const isAnswered = () => this.requests.size === 0;
    if (!isAnswered()) {
      await this.#settle(isAnswered, Math.min(deadline, at + late.requests));
    }
  }

  /** What has come to its end may let others begin, in a turn to come. */
  async #settle(isIdle: () => boolean, deadline: number): Promise<void> {
    do {
      await this.#drive(isIdle, deadline);
    } while (this.now() < deadline && !((await this.#isQuiet()) && isIdle()));
  }

  /** Forgets all timers and requests. */
  stop(): void {
    this.#timers.clear();
    this.requests.clear();
  }

  #watch(work: Promise<unknown>): () => boolean {
    let settled = false;
    void this.#noteEnd(work, () => {
      settled = true;
      this.#touch();
    });
    return () => settled;
  }

  async #noteEnd(work: Promise<unknown>, note: () => void): Promise<void> {
    try {
      await work;
    } catch {
      // Whoever gave the work hears of it.
    }
    note();
  }

  #addTimer(delay: number, every: number | undefined, fire: () => void): Timer {
    const timer = this.#timers.add({ at: this.now() + delay, every, fire });
    this.#touch();
    return timer;
  }

  #hasLateTimers(): boolean {
    for (const timer of this.#timers.all()) {
      if (timer.hasRef() && this.#isWaitedFor(timer)) {
        return true;
      }
    }
    return false;
  }

  #isWaitedFor({ at, every, owner }: Timer): boolean {
    const { at: end = 0, ticks = 0 } = this.#ending ?? {};
    if (ticks <= 0 || (every !== undefined && this.#following)) {
      return false;
    }
    // Those of the emulator belong to work that has to come to its end.
    return !this.#following || owner === undefined || at <= end + late.timers;
  }

  async #drive(isOver: () => boolean, deadline: number): Promise<void> {
    while (!isOver()) {
      const timer = this.#timers.next();
      if (timer && timer.at <= this.now() && timer.at < deadline) {
        await this.#fire(timer);
      } else if (this.now() >= deadline) {
        return;
      } else if (this.#following) {
        await this.#wait(Math.min(timer?.at ?? Infinity, deadline) - this.now());
      } else if (this.requests.hasAnswering()) {
        await this.#waitForAnswer();
      } else if (await this.#isQuiet()) {
        this.#jump(deadline);
      }
    }
  }

  async #fire(timer: Timer): Promise<void> {
    await this.host.turn();
    // The turn may have cleared it.
    if (this.#timers.next() !== timer) {
      return;
    }
    if (timer.every === undefined) {
      this.#timers.remove(timer);
    } else {
      timer.at = this.now() + timer.every;
    }
    if (this.#ending) {
      this.#ending.ticks--;
    }
    this.#touch();
    const hasFired = timer.owner?.watchTimer(timer);
    try {
      timer.fire();
    } catch (error) {
      this.onUncaught(error);
    }
    this.onMove?.();
    await this.host.turn();
    hasFired?.();
  }

  /** Until something happens; if nothing does, requests are not waited for any longer. */
  async #waitForAnswer(): Promise<void> {
    const before = this.#activity;
    await this.#wait(patience);
    if (this.#activity === before) {
      this.requests.hushAll();
    }
  }

  async #isQuiet(): Promise<boolean> {
    const before = this.#activity;
    const turns = this.#moves < mostMoves ? quietTurns : 1;
    for (let turn = 0; turn < turns; turn++) {
      await this.host.turn();
      if (this.#activity !== before) {
        return false;
      }
    }
    const kind = this.#timers.next()?.every === undefined ? "once" : "repeating";
    if (this.requests.size > 0 || this.#graces[kind] === 0) {
      return true;
    }
    await this.#wait(grace);
    if (this.#activity !== before) {
      return false;
    }
    this.#graces[kind]--;
    return true;
  }

  #jump(deadline: number): void {
    this.#moves++;
    this.onMove?.();
    this.#time = Math.min(this.#timers.next()?.at ?? Infinity, deadline);
  }

  #touch(): void {
    this.#activity++;
    this.#wake?.();
  }

  /** Until something happens on the clock, at most so many real milliseconds. */
  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.host.after(milliseconds, () => {
        this.#wake?.();
      });
      this.#wake = () => {
        this.#wake = undefined;
        cancel();
        resolve();
      };
    });
  }
}
