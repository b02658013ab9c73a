import { parentPort, workerData } from "node:worker_threads";

import { loadAction, loadRule } from "../../node/load.ts";
import type { RequestLog } from "../../run/job.ts";
import { describeCrash, Player, type Stage } from "../../run/player.ts";
import type { TryJob, TryMessage } from "./job.ts";
import { goOut, refuse } from "./network.ts";
import { refuseSockets, watchHttp } from "./sockets.ts";

// The thread that a script runs in. It is ended from outside when it takes too long.

function tell(message: TryMessage): void {
  parentPort?.postMessage(message);
}

/** Without the frames of this program and of Node's own modules. */
function cleanStack(text: string): string {
  return text.replace(/\n +at (?:[^\n]*\()?(?:\[worker eval\]|node:|<anonymous>)[^\n]*/g, "");
}

function catchCrashes(): void {
  const crash = (error: unknown) => {
    tell({ kind: "crashed", error: describeCrash(error, { cleanStack }) });
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
}

const job = workerData as TryJob;
/** Where the requests that are not made with `fetch` begin, after all that are. */
const OTHERS = 1_000_000;

function mindOtherRequests(): void {
  let count = 0;
  const begin = () => {
    const index = OTHERS + count++;
    return (request: RequestLog) => {
      tell({ kind: "request", index, request });
    };
  };
  if (job.network) watchHttp(begin);
  else refuseSockets(begin);
}

const stage: Stage = {
  loadRule,
  loadAction,
  cleanStack,
  otherwise: job.network
    ? goOut((answer) => {
        tell({ kind: "recorded", answer });
      })
    : refuse,
  clock: job.network ? "real" : "virtual",
  tell,
};

catchCrashes();
mindOtherRequests();
void new Player(job, stage).login();
