import { parentPort, workerData } from "node:worker_threads";

import { sendHttpBy } from "../node/http.ts";
import { loadAction, loadRule, type ActionsModule } from "../node/load.ts";
import { describeCrash, Player, type Stage } from "../run/player.ts";
import type { TryJob, TryMessage } from "./job.ts";
import { refuse } from "../run/refuse.ts";
import { goOut } from "./network.ts";
import { goOffline } from "./offline/offline.ts";
import { runModules } from "../input/packages.ts";

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

const { job } = workerData as { job: TryJob };
const modules = runModules(job.packages, (text) => {
  tell({ kind: "note", text });
});
/** Actions Modules load what actions do. */
function withPackages(own: Readonly<Record<string, ActionsModule>>): Record<string, ActionsModule> {
  return Object.fromEntries(
    Object.entries(own).map(([name, module]) => [name, { ...module, modules }]),
  );
}

const stage: Stage = {
  loadRule: (code, place) => loadRule(code, { ...place, modules, runtime: job.runtime }),
  loadAction: (code, { actionsModules = {}, ...place }) =>
    loadAction(code, { ...place, modules, actionsModules: withPackages(actionsModules) }),
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
const player = new Player(job, stage);
globalThis.fetch = player.fetch;
sendHttpBy(player.fetch);
if (!job.network) {
  // Behind all that is asked with HTTP.
  let index = 1_000_000;
  goOffline((request) => {
    tell({ kind: "request", index: index++, request });
  });
}
void playLegs();

async function playLegs(): Promise<void> {
  await player.login();
  for (const back of job.returns) {
    if (player.isSuspended) {
      await player.resume(back);
    }
  }
}
