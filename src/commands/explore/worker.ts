import { parentPort, workerData } from "node:worker_threads";

import lodash from "lodash";

import { Random } from "../../explore/random.ts";
import { sendHttpBy } from "../../node/http.ts";
import { loadAction, loadRule } from "../../node/load.ts";
import { describeCrash, Player, type Stage } from "../../run/player.ts";
import type { TryMessage } from "../../thread/job.ts";
import { refuse } from "../../thread/network.ts";
import { goOffline } from "../../thread/offline/offline.ts";
import { withStandIns } from "../../run/stand-ins/stand-ins.ts";
import { runModules } from "../../input/packages.ts";
import type { ThreadAnswer, ThreadData, ThreadJob } from "./job.ts";

// The thread in which scripts run, one login after the other. It is ended from outside when one
// takes too long.

const { packages, reach, runtime = "node22", standsIn = false } = workerData as ThreadData;
const port = parentPort;

/** More of the console is not told: nothing is compared of it. */
const lines = { lines: 20, characters: 4000 };

let reached = new Set<number>();
let messages: TryMessage[] = [];
/** Ends the login that is played. */
let end: () => void = () => undefined;

// Not enumerable: no script is to find it by chance.
Object.defineProperty(globalThis, reach, {
  value: (branch: number, value: unknown) => {
    reached.add(value ? branch : branch + 1);
    return value;
  },
});

const { stringify } = JSON;
const post = port?.postMessage.bind(port);

function tell(message: TryMessage): void {
  messages.push(message);
}

function cleanStack(text: string): string {
  return text.replace(/\n +at [^\n]*/g, "");
}

const crash = (error: unknown) => {
  tell({ kind: "crashed", error: describeCrash(error, { cleanStack }) });
  end();
};
process.on("uncaughtException", crash);
process.on("unhandledRejection", crash);

const note = (text: string) => {
  tell({ kind: "note", text });
};
// What is missing is told of where there is nothing in its place.
const modules = standsIn
  ? withStandIns(
      runModules(packages, () => undefined),
      // What rules use of Underscore is part of Lodash as well.
      { bundled: { lodash, underscore: lodash }, note },
    )
  : runModules(packages, note);
const stage: Stage = {
  loadRule: (code, place) => loadRule(code, { ...place, modules, runtime }),
  loadAction: (code, place) => loadAction(code, { ...place, modules }),
  cleanStack,
  otherwise: refuse,
  clock: "virtual",
  // Stand-ins are seen, and waiting in vain is most of the time of a rule that never calls back.
  hasUnseenWork: !standsIn,
  tell,
  lines: lines,
};
goOffline((request) => {
  tell({ kind: "request", index: 1_000_000, request });
});

port?.on("message", (job: ThreadJob) => {
  void play(job);
});

async function play({ number, job, returns }: ThreadJob): Promise<void> {
  reached = new Set();
  messages = [];
  seedRandom();
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  await Promise.race([playLegs(job, returns).catch(crash), ended]);
  const answer: ThreadAnswer = { number, messages, reached: [...reached] };
  // Messages are plain data, whatever scripts did.
  post?.(stringify(answer));
}

async function playLegs(job: ThreadJob["job"], returns: ThreadJob["returns"]): Promise<void> {
  const player = new Player(job, stage);
  globalThis.fetch = player.fetch;
  sendHttpBy(player.fetch);
  await player.login();
  for (const back of returns) {
    if (player.isSuspended) {
      await player.resume(back);
    }
  }
}

/** The same numbers for each login, so that two scripts that draw some get the same. */
function seedRandom(): void {
  const random = new Random(1);
  Math.random = () => random.next();
  globalThis.crypto.randomUUID = () => {
    const digits = Array.from({ length: 32 }, () => random.below(16).toString(16)).join("");
    const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`];
    return [...parts, `8${digits.slice(17, 20)}`, digits.slice(20)].join("-") as ReturnType<
      typeof crypto.randomUUID
    >;
  };
}
