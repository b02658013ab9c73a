import {
  answerTime,
  askInterval,
  idleLimit,
  mostCharacters,
  mostStandstills,
  mostTexts,
  restLimit,
  runLimit,
  standstill,
  stillWaiting,
  waitingBudget,
  type Order,
  type Report,
  type Telling,
} from "./protocol.ts";
import workerCode from "./worker.ts?text";

// The program of the frame that workers live in. It ends what takes too long, and reads nothing of
// what it passes on.

/** A login, in a worker of its own. */
class Run {
  readonly #page: MessagePort;
  readonly #worker: Worker;
  readonly #inner = new MessageChannel();
  #texts = 0;
  #characters = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Until when the login may wait for its user; undefined if it does not. */
  #waitsUntil: number | undefined;
  /** When the worker was asked whether it still waits, and what its answers took so far. */
  #askedAt = 0;
  #computed = 0;
  #standstills = 0;

  constructor(page: MessagePort, address: string) {
    this.#page = page;
    this.#worker = new Worker(address);
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#end({ kind: "broken", message: event.message });
    });
    this.#worker.addEventListener(
      "message",
      () => {
        this.#begin();
      },
      { once: true },
    );
  }

  /** The worker is ready. What the page has sent until now waits in its port. */
  #begin(): void {
    this.#worker.postMessage("port", [this.#inner.port2]);
    this.#inner.port1.onmessage = ({ data }) => {
      if (isTelling(data)) {
        this.#pass(data);
      } else if (data === stillWaiting) {
        this.#count();
      }
    };
    this.#page.onmessage = ({ data }) => {
      this.#obey(data as Order);
    };
    this.#report({ kind: "begun" });
  }

  #obey(order: Order): void {
    if (order.kind === "end") {
      this.#stop();
    } else {
      this.#waitsUntil = undefined;
      // What a login may take is for each part of it, as its time is.
      this.#texts = 0;
      this.#characters = 0;
      this.#computed = 0;
      this.#standstills = 0;
      this.#limitTime();
      this.#inner.port1.postMessage(order);
    }
  }

  #pass({ text, state }: Telling): void {
    this.#characters += text.length;
    if (++this.#texts > mostTexts || this.#characters > mostCharacters) {
      this.#end({ kind: "ended", why: "size" });
      return;
    }
    this.#report({ kind: "told", text });
    if (state === "over") {
      this.#stop();
    } else if (state === "waiting") {
      this.#waitsUntil = performance.now() + idleLimit;
      this.#wait();
    } else if (state === "resting") {
      this.#limitRest();
    }
  }

  /**
   * Lets the worker wait, and asks it now and then whether it does: a script may have left a loop
   * behind.
   */
  #wait(): void {
    const until = this.#waitsUntil;
    if (until === undefined) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (performance.now() > until) {
        this.#end({ kind: "ended", why: "idle" });
        return;
      }
      this.#askedAt = performance.now();
      this.#limitAnswer();
      this.#inner.port1.postMessage(stillWaiting);
    }, askInterval);
  }

  #limitAnswer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#stoodStill()) {
        this.#end({ kind: "ended", why: "busy" });
        return;
      }
      // The answer may wait behind this.
      this.#askedAt = performance.now();
      this.#limitAnswer();
    }, this.#mostWaiting);
  }

  /** What an answer may take at most. */
  get #mostWaiting(): number {
    return answerTime + waitingBudget - this.#computed;
  }

  /**
   * Whether so much time has gone since the question that nobody looked at the clock: no script is
   * to blame.
   */
  #stoodStill(): boolean {
    const took = performance.now() - this.#askedAt;
    return took > this.#mostWaiting + standstill && ++this.#standstills <= mostStandstills;
  }

  /**
   * A worker that computes answers late: what that adds up to is limited, so that it cannot go on
   * for long.
   */
  #count(): void {
    const took = performance.now() - this.#askedAt;
    if (!this.#stoodStill()) {
      this.#computed += Math.max(0, took - answerTime);
    }
    if (this.#computed > waitingBudget) {
      this.#end({ kind: "ended", why: "busy" });
    } else {
      this.#wait();
    }
  }

  #limitRest(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#end({ kind: "ended", why: "idle" });
    }, restLimit);
  }

  #limitTime(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#end({ kind: "ended", why: "time" });
    }, runLimit);
  }

  #end(report: Report): void {
    this.#report(report);
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#worker.terminate();
    this.#inner.port1.close();
    this.#page.onmessage = null;
    this.#report({ kind: "gone" });
  }

  #report(report: Report): void {
    this.#page.postMessage(report);
  }
}

function isTelling(data: unknown): data is Telling {
  if (typeof data !== "object" || data === null || !("text" in data && "state" in data)) {
    return false;
  }
  return typeof data.text === "string" && typeof data.state === "string";
}

// Only in a frame that the page has put into an origin of its own is a script away from all that
// belongs to the page.
if (origin === "null") {
  const address = URL.createObjectURL(new Blob([workerCode], { type: "text/javascript" }));
  addEventListener("message", ({ source, ports: [port] }) => {
    if (source === parent && port) {
      new Run(port, address);
    }
  });
} else {
  document.body.textContent = "This page runs scripts for another one, and does nothing by itself.";
}
