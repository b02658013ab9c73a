import type { Order, Report } from "../../../sandbox/protocol.ts";

/** Real milliseconds that a frame and a worker get to start, and that an order may take in all. */
const silenceLimit = 15_000;

/** Told of a sandbox that has to be replaced. */
export interface Watcher {
  /** The frame has been silent for longer than one that works can be. */
  readonly onSilence: () => void;
  /** The frame had to end the worker, which may not be gone yet. */
  readonly onEnded: () => void;
}

/** The way to one worker of the sandbox, which carries out one order after the other. */
export class SandboxPort {
  readonly #port: MessagePort;
  readonly #begun: Promise<void>;
  readonly #watcher: Watcher;
  /** Why the worker is no more. */
  #gone: Report | undefined;
  #take: (report: Report) => void = () => undefined;

  /** @param port to the frame, which may have the other end already or not yet */
  constructor(port: MessagePort, watcher: Watcher) {
    this.#port = port;
    this.#watcher = watcher;
    this.#begun = new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watcher.onSilence();
        reject(new Error("The sandbox does not start. Run it again."));
      }, silenceLimit);
      port.onmessage = ({ data }) => {
        // The frame is ours, and sends nothing else.
        const report = data as Report;
        clearTimeout(timer);
        if (report.kind === "begun") {
          resolve();
        } else if (report.kind === "broken") {
          reject(new Error(report.message));
        } else if (report.kind === "gone") {
          this.#gone ??= report;
        } else if (report.kind === "ended") {
          this.#gone = report;
          watcher.onEnded();
        }
        this.#take(report);
      };
    });
    // Whoever asks is told.
    this.#begun.catch(() => undefined);
  }

  /** Whether the worker takes no more orders. */
  get isGone(): boolean {
    return this.#gone !== undefined;
  }

  /**
   * Sends an order and waits for what comes of it.
   *
   * @param take gives the end of the order as soon as a report holds it
   * @param onSilence gives the end if the frame does not answer any more
   * @throws Error if there is no sandbox
   */
  async ask<End>(
    order: Order,
    take: (report: Report) => End | undefined,
    onSilence: () => End,
  ): Promise<End> {
    await this.#begun;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#gone = { kind: "gone" };
        this.#watcher.onSilence();
        resolve(onSilence());
      }, silenceLimit);
      this.#take = (report) => {
        const end = take(report);
        if (end !== undefined) {
          clearTimeout(timer);
          resolve(end);
        }
      };
      if (this.#gone) {
        this.#take(this.#gone);
      } else {
        this.send(order);
      }
    });
  }

  /** Sends an order of which nothing comes. */
  send(order: Order): void {
    this.#port.postMessage(order);
  }

  /** Ends the worker. */
  end(): void {
    this.send({ kind: "end" });
    this.#port.close();
  }
}
