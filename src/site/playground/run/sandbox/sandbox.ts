import type { User } from "../../../../emulator/login/login.ts";
import type { Return } from "../../../../emulator/login/transaction.ts";
import type { Job, LoadProblem, Message, Result } from "../../../../run/job.ts";
import { Progress } from "../../../../run/progress.ts";
import { runLimit, type Order, type PackageText, type Report } from "../../../sandbox/protocol.ts";
import { readMessage } from "./read-message.ts";
import { SandboxPort } from "./sandbox-port.ts";

/** What came of a login, up to its end or to where the user is sent away. */
export type Leg =
  | { readonly kind: "result"; readonly result: Result }
  | { readonly kind: "unloadable"; readonly problem: LoadProblem }
  | { readonly kind: "refused"; readonly message: string };

/**
 * The frame in which strangers' scripts run, in an origin of its own: out of reach of this page and
 * of the network.
 */
export class Sandbox {
  readonly #document: Document;
  readonly #address: URL;
  #frame: HTMLIFrameElement;
  #isLoaded: Promise<unknown>;
  /**
   * Whether a script in it had to be ended: a browser may take seconds for that, in which it fills
   * memory.
   */
  #isSpent = false;

  constructor(document: Document, address: URL) {
    this.#document = document;
    this.#address = address;
    [this.#frame, this.#isLoaded] = this.#openFrame();
  }

  /** Opens a worker. If a script had to be ended before, all that is left goes first. */
  open(): SandboxPort {
    if (this.#isSpent) {
      this.#replaceFrame();
    }
    const { port1, port2 } = new MessageChannel();
    const frame = this.#frame;
    void this.#isLoaded.then(() => {
      // The frame's origin has no name that a message could be sent to.
      frame.contentWindow?.postMessage("run", "*", [port2]);
    });
    return new SandboxPort(port1, {
      onSilence: () => {
        if (frame === this.#frame) {
          this.#replaceFrame();
        }
      },
      onEnded: () => {
        if (frame === this.#frame) {
          this.#isSpent = true;
        }
      },
    });
  }

  /** Ends whatever still runs in it. */
  close(): void {
    this.#frame.remove();
  }

  /** A frame whose process is gone, as of one that took all memory, answers nothing any more. */
  #replaceFrame(): void {
    this.#frame.remove();
    this.#isSpent = false;
    [this.#frame, this.#isLoaded] = this.#openFrame();
  }

  #openFrame(): [HTMLIFrameElement, Promise<unknown>] {
    const frame = this.#document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.referrerPolicy = "no-referrer";
    frame.title = "Sandbox";
    frame.hidden = true;
    const isLoaded = new Promise((resolve) => {
      frame.addEventListener("load", resolve, { once: true });
    });
    frame.src = this.#address.href;
    this.#document.body.append(frame);
    return [frame, isLoaded];
  }
}

/** One login in a worker of its own. */
export class SandboxRun {
  readonly #port: SandboxPort;

  constructor(port: SandboxPort) {
    this.#port = port;
  }

  /** @throws Error if there is no sandbox */
  login(job: Job, packages: readonly PackageText[]): Promise<Leg> {
    return this.#play({ kind: "login", job, packages }, job.user);
  }

  /** The return of a user who was sent away; the user is as the first leg left them. */
  resume(back: Return, user: User): Promise<Leg> {
    return this.#play({ kind: "resume", back }, user);
  }

  end(): void {
    this.#port.end();
  }

  #play(order: Order, user: User): Promise<Leg> {
    const progress = new Progress({ user });
    return this.#port.ask(
      order,
      (report) => takeReport(report, progress),
      () => failed("the sandbox does not answer any more: run it again", progress),
    );
  }
}

/** The leg, if it has come to its end. */
function takeReport(report: Report, progress: Progress): Leg | undefined {
  switch (report.kind) {
    case "told": {
      const message = readMessage(report.text);
      return message && takeMessage(message, progress);
    }
    case "ended":
      return endOf(report.why, progress);
    case "broken":
      return failed(report.message, progress);
    case "gone":
      return failed("the login is gone: run it again", progress);
    default:
      return undefined;
  }
}

function takeMessage(message: Message, progress: Progress): Leg | undefined {
  if (message.kind === "unloadable" || message.kind === "refused") {
    return message;
  }
  const result = progress.take(message);
  return result && { kind: "result", result };
}

function endOf(why: Extract<Report, { kind: "ended" }>["why"], progress: Progress): Leg {
  if (why === "time") {
    return { kind: "result", result: progress.timeOut(runLimit, true) };
  }
  if (why === "busy") {
    return failed(
      "the script went on computing while the login waited for its user, so it was ended",
      progress,
    );
  }
  if (why === "idle") {
    return failed("the login has waited too long for its user", progress);
  }
  return failed("the script wrote or sent more than can be shown, so it was ended", progress);
}

function failed(message: string, progress: Progress): Leg {
  return { kind: "result", result: progress.fail({ name: "Error", message }) };
}
