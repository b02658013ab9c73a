import { ClockEngine, type ClockOptions, type Ran } from "./engine.ts";
import type { Timer } from "./timers.ts";
import { trackedFetch, type OpenRequest } from "../host/tracked-fetch.ts";
import { ScriptWork, type Describe } from "./work.ts";

export type { ClockOptions, Ran } from "./engine.ts";

/**
 * The clock of one login: its timers, its requests and its time. Each script of the login sees it
 * through a clock of its own, which knows what the script has begun.
 */
export class LoginClock {
  readonly fetch: typeof fetch;
  /** What the script has begun that this clock belongs to. */
  readonly work: ScriptWork | undefined;
  readonly #engine: ClockEngine;

  constructor(given: ClockOptions | { engine: ClockEngine; work: ScriptWork } = {}) {
    this.#engine = "engine" in given ? given.engine : new ClockEngine(given);
    this.work = "work" in given ? given.work : undefined;
    this.fetch = trackedFetch(this.#engine.host, this);
  }

  /** The same clock for a script that begins. */
  forScript(): LoginClock {
    return new LoginClock({ engine: this.#engine, work: new ScriptWork() });
  }

  /** Milliseconds since 1970 at which the login started. */
  get start(): number {
    return this.#engine.start;
  }

  /** Is told of what a timer's callback throws. */
  set onUncaught(listener: (error: unknown) => void) {
    this.#engine.onUncaught = listener;
  }

  get onUncaught(): (error: unknown) => void {
    return this.#engine.onUncaught;
  }

  /** Is told when a timer has fired, and before time moves on. */
  set onMove(listener: () => void) {
    this.#engine.onMove = listener;
  }

  now(): number {
    return this.#engine.now();
  }

  /** From now on the clock goes with real time. */
  follow(): void {
    this.#engine.follow();
  }

  /** The turn of the event loop in which a script begins. */
  turn(): Promise<void> {
    return this.#engine.turn();
  }

  /** Sets a timer for a script. */
  setTimer(milliseconds: unknown, fire: () => void): Timer {
    const timer = this.#engine.setTimer(milliseconds, fire);
    this.work?.beginTimer(timer);
    return timer;
  }

  /** Sets a timer for a script that fires again and again. */
  setRepeating(milliseconds: unknown, fire: () => void): Timer {
    const timer = this.#engine.setRepeating(milliseconds, fire);
    this.work?.beginTimer(timer);
    return timer;
  }

  clearTimer(handle: unknown): void {
    this.#engine.clearTimer(handle);
  }

  /** Settles after so many milliseconds: a wait of the emulator's own, as part of some work. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#engine.setTimer(milliseconds, resolve);
    });
  }

  /** Calls back in a turn of its own, as part of some work. */
  soon(callback: () => void): void {
    this.#engine.setTimer(0, callback);
  }

  /** Notes work of the script that takes time on this clock only. To be called at its end. */
  begin(describe: Describe): () => void {
    return this.work?.begin(describe) ?? ignore;
  }

  /** Notes a request; one that stays silent is not waited for. */
  openRequest(silent: boolean, describe: Describe): OpenRequest {
    const request = this.#engine.requests.open(silent);
    const end = this.work?.begin(describe);
    return {
      hush: () => {
        end?.();
        this.#engine.requests.hush(request);
      },
      close: () => {
        end?.();
        this.#engine.requests.close(request);
      },
    };
  }

  /**
   * Notes work that runs beside the event loop, for which the clock waits without moving. To be
   * called at its end.
   */
  beginUnseen(describe: Describe): () => void {
    const request = this.openRequest(false, describe);
    return () => {
      request.close();
    };
  }

  /** All that are set, of all scripts. */
  get timers(): Iterable<Timer> {
    return this.#engine.timers;
  }

  /** Moves time on until the work settles. See `ClockEngine`. */
  run<T>(work: Promise<T>, limit: number): Promise<Ran<T>> {
    return this.#engine.run(work, limit);
  }

  /** Lets what is still under way come to its end. See `ClockEngine`. */
  drain(work: Promise<unknown> | undefined, limit: number): Promise<void> {
    return this.#engine.drain(work, limit);
  }

  /** Forgets all timers and requests. */
  stop(): void {
    this.#engine.stop();
  }
}

function ignore(): void {
  // Nobody asks.
}

/** A clock that goes with real time from the start. */
export function realClock(options: ClockOptions = {}): LoginClock {
  const clock = new LoginClock(options);
  clock.follow();
  return clock;
}
