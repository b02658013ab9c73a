import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";
import type { OnRequest, RejectionWatch } from "../emulator/script/loaded.ts";
import { mainProcess as host } from "./realm.ts";

/** The work of a login, and who is told of what it does out of sight. */
interface Watch {
  readonly onUncaught: (reason: unknown) => void;
  readonly onRequest: OnRequest | undefined;
  isOver: boolean;
}

type Running = AsyncLocalStorage<Watch>;

/**
 * Where the process keeps it, so that several copies of this module, as test runners make them,
 * share one.
 */
const key = Symbol.for("rules-templates.running");

/**
 * Watches for rejections that nobody handles, for exceptions in callbacks that are not on a login's
 * clock, and for requests of packages. They are known by the work that they come from, also after
 * its end: such an error never ends the process. The process's own listeners are left alone, and
 * hear of everything else.
 */
export function watchUncaught(
  onUncaught: (reason: unknown) => void,
  onRequest?: OnRequest,
): RejectionWatch {
  const running = findRunning();
  const watch: Watch = { onUncaught, onRequest, isOver: false };
  return {
    run: (work) => running.run(watch, work),
    stop: () => {
      watch.isOver = true;
    },
  };
}

/** What everything that a login's work starts carries along. */
function findRunning(): Running {
  const known = Reflect.get(host, key) as Running | undefined;
  if (known) {
    return known;
  }
  const running: Running = new AsyncLocalStorage();
  Object.defineProperty(host, key, { value: running });
  listen(running);
  subscribe("http.client.request.start", (message) => {
    const watch = running.getStore();
    if (watch?.onRequest && !watch.isOver) {
      trackRequest((message as { request: ClientRequest }).request, watch.onRequest);
    }
  });
  return running;
}

/**
 * Takes from the process the errors that belong to a login. A listener of ours would keep the
 * process from ending by its own errors, and ones that are put away and back would miss what is
 * added in the meantime.
 */
function listen(running: Running): void {
  // Nothing here may use what a script can replace, such as the iterator of lists.
  const emit = Reflect.get(host, "emit") as (...args: unknown[]) => boolean;
  const { apply } = Reflect;
  const take = (...args: unknown[]): unknown => {
    const watch = isOfUncaught(args[0]) ? running.getStore() : undefined;
    if (!watch) {
      return apply(emit, host, args);
    }
    if (args[0] !== "uncaughtExceptionMonitor") {
      tell(watch, args[1]);
    }
    return true;
  };
  host.emit = take as typeof host.emit;
}

function isOfUncaught(event: unknown): boolean {
  return (
    event === "unhandledRejection" ||
    event === "uncaughtException" ||
    event === "uncaughtExceptionMonitor"
  );
}

/** After its end a login has nothing left that could tell of an error. */
function tell({ isOver, onUncaught }: Watch, reason: unknown): void {
  if (!isOver) {
    onUncaught(reason);
  } else {
    host.emitWarning(`a script failed after the end of its login: ${describe(reason)}`);
  }
}

function describe(reason: unknown): string {
  try {
    return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  } catch {
    return "an error that cannot be read";
  }
}

/**
 * A request is over when its answer has come, in full if somebody reads it, or when it is given up.
 */
function trackRequest(request: ClientRequest, onRequest: OnRequest): void {
  let answer: IncomingMessage | undefined;
  const end = onRequest(() => {
    // Events tell of it in a turn to come, when the script may have ended.
    const isOver = request.destroyed || (answer && !isRead(answer));
    return isOver ? undefined : describeRequest(request);
  });
  for (const event of ["close", "error", "connect", "upgrade"]) {
    request.once(event, end);
  }
  request.prependOnceListener("response", (response: IncomingMessage) => {
    answer = response;
    response.once("close", end);
    response.once("end", end);
    setImmediate(() => {
      if (response.readableFlowing === null && !isRead(response)) {
        end();
      }
    });
  });
}

function isRead(response: IncomingMessage): boolean {
  return response.listenerCount("data") > 0 || response.listenerCount("readable") > 0;
}

/** Method and address, without what may be confidential in its query. */
function describeRequest(request: ClientRequest): string {
  const host = request.getHeader("host") ?? request.host;
  const path = request.path.replace(/[?#].*$/s, "");
  return `a request to ${request.method} ${request.protocol}//${String(host)}${path}`;
}
