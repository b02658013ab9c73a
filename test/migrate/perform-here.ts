import lodash from "lodash";

import { prepare } from "../../src/commands/explore/scripts.ts";
import type { LoadedAction, LoadedRule } from "../../src/emulator/script/loaded.ts";
import { BEGIN } from "../../src/explore/domain.ts";
import type { Play, Played } from "../../src/explore/play.ts";
import { inputOf, type Trial } from "../../src/explore/trial.ts";
import type { Perform } from "../../src/migrate/migrate.ts";
import { runtimeOf } from "../../src/migrate/verify/runtime.ts";
import { loadAction, loadRule, nodeModules } from "../../src/node/load.ts";
import type { FormText, Result } from "../../src/run/job.ts";
import { Player, type Stage } from "../../src/run/player.ts";
import { Progress } from "../../src/run/progress.ts";
import { withStandIns } from "../../src/run/stand-ins/stand-ins.ts";
import { refuse } from "../../src/thread/network.ts";

const modules = withStandIns(nodeModules(), {
  bundled: { lodash, underscore: lodash },
  note: () => undefined,
});

/** Plays both forms without a thread: a script that loops for ever does not end. */
export const performHere: Perform = async (texts, use) => {
  const rule: FormText = {
    form: "rule",
    file: "rule.js",
    line: 1,
    enabled: true,
    code: texts.rule,
  };
  const action: FormText = { ...rule, form: "action", file: "action.js", code: texts.action };
  const { pipelines, branches, harvest, reach } = prepare([[rule], [action]]);
  let reached = new Set<number>();
  Reflect.set(globalThis, reach, (branch: number, value: unknown) => {
    reached.add(value ? branch : branch + 1);
    return value;
  });
  const load = loadOnce(texts.rule);
  const play =
    (index: number): Play =>
    async (trial) => {
      reached = new Set();
      const results = await playLegs(pipelines[index] ?? [], trial, load);
      return playedOf(results, [...reached]);
    };
  const ruleBranches = branches.filter(({ file }) => file === rule.file).length;
  try {
    return await use({ plays: [play(0), play(1)], harvest, branches, ruleBranches });
  } finally {
    Reflect.deleteProperty(globalThis, reach);
  }
};

/** Compiles each text once, which takes longer than to play it. Each start has a scope of its own. */
function loadOnce(rule: string): Pick<Stage, "loadRule" | "loadAction"> {
  const runtime = runtimeOf(rule);
  let loadedRule: LoadedRule | undefined;
  let loadedAction: LoadedAction | undefined;
  return {
    loadRule: (code, place) => (loadedRule ??= loadRule(code, { ...place, modules, runtime })),
    loadAction: (code, place) => (loadedAction ??= loadAction(code, { ...place, modules })),
  };
}

async function playLegs(
  pipeline: readonly FormText[],
  trial: Trial,
  load: Pick<Stage, "loadRule" | "loadAction">,
): Promise<Result[]> {
  const { returns, ...input } = inputOf(trial);
  const job = { ...input, pipeline, secrets: {}, now: BEGIN };
  const progress = new Progress(job);
  const results: Result[] = [];
  const player = new Player(job, {
    ...load,
    cleanStack: (text) => text.replace(/\n +at [^\n]*/g, ""),
    otherwise: refuse,
    clock: "virtual",
    hasUnseenWork: false,
    tell: (message) => {
      if (message.kind === "unloadable") {
        throw new Error(JSON.stringify(message));
      }
      const result =
        message.kind === "refused"
          ? progress.fail({ name: "Error", message: message.message })
          : progress.take(message);
      if (result) {
        results.push(result);
      }
    },
  });
  await player.login();
  for (const back of returns) {
    if (player.isSuspended) {
      await player.resume(back);
    }
  }
  return results;
}

function playedOf(results: readonly Result[], reached: readonly number[]): Played {
  const result = results.at(-1);
  if (!result) {
    throw new Error("the login has no end");
  }
  return { result, legs: results.slice(0, -1), reached, isEnded: false };
}
