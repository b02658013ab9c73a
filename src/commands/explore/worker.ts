import { parentPort, workerData } from "node:worker_threads";

import lodash from "lodash";

import { LocalPlayer, UnloadableError } from "../../explore/play/local-player.ts";
import { seedRandom } from "../../explore/play/seed-random.ts";
import { sendHttpBy } from "../../node/http.ts";
import { loadAction, loadRule } from "../../node/load.ts";
import { describeCrash } from "../../run/player.ts";
import { refuse } from "../../run/refuse.ts";
import { goOffline } from "../../thread/offline/offline.ts";
import { withStandIns } from "../../run/stand-ins/stand-ins.ts";
import { runModules } from "../../input/packages.ts";
import { readModuleName } from "../../script/module-name.ts";
import type { ThreadAnswer, ThreadData, ThreadJob } from "./job.ts";

// The thread in which scripts run, one login after the other. It is ended from outside when one
// takes too long.

const { packages, script, answers, runtime = "node22" } = workerData as ThreadData;
const port = parentPort;

let notes: string[] = [];

function cleanStack(text: string): string {
  return text.replace(/\n +at [^\n]*/g, "");
}

const note = (text: string) => {
  notes.push(text);
};
const isPackage = (name: string) => readModuleName(name).kind === "package";
const modules = withStandIns(runModules(packages, note, isPackage), {
  // What rules use of Underscore is part of Lodash as well.
  bundled: { lodash, underscore: lodash },
  note,
});

// Whatever stands in for a package works where it is seen. Only installed ones may do other work.
const hasPackages = packages.installed !== undefined || Object.keys(packages.versions).length > 0;

const player = new LocalPlayer(script, {
  loadRule: (code, place) => loadRule(code, { ...place, modules, runtime }),
  loadAction: (code, place) => loadAction(code, { ...place, modules }),
  cleanStack,
  otherwise: refuse,
  // Waiting in vain for it is most of the time of a rule that never calls back.
  hasUnseenWork: hasPackages,
  answers,
  // More of the console is not told: nothing is compared of it.
  lines: { lines: 20, characters: 4000 },
  onLogin: (fetch) => {
    globalThis.fetch = fetch;
    sendHttpBy(fetch);
    seedRandom();
  },
});

// Not enumerable: no script is to find it by chance.
Object.defineProperty(globalThis, script.reach, { value: player.tell });

const crash = (error: unknown) => {
  player.crash(describeCrash(error, { cleanStack }));
};
process.on("uncaughtException", crash);
process.on("unhandledRejection", crash);

goOffline((request) => {
  player.note(request);
});

const { stringify } = JSON;
const post = port?.postMessage.bind(port);

port?.on("message", (job: ThreadJob) => {
  void play(job);
});

async function play({ number, trial, mode }: ThreadJob): Promise<void> {
  notes = [];
  const answer: ThreadAnswer = { number, played: await attempt(trial, mode), notes };
  // Messages are plain data, whatever scripts did.
  post?.(stringify(answer));
}

async function attempt(trial: ThreadJob["trial"], mode: ThreadJob["mode"]) {
  try {
    return await player.play(trial, mode);
  } catch (error) {
    if (error instanceof UnloadableError) {
      return { problem: error.problem };
    }
    throw error;
  }
}
