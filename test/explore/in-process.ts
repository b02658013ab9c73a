import { prepare, type Prepared } from "../../src/commands/explore/scripts.ts";
import { refuse } from "../../src/thread/network.ts";
import type { LoadedAction, LoadedRule } from "../../src/emulator/script/loaded.ts";
import { BEGIN } from "../../src/explore/domain.ts";
import { explore, type Exploration } from "../../src/explore/explore.ts";
import type { Play, Played } from "../../src/explore/play.ts";
import { inputOf, type Trial } from "../../src/explore/trial.ts";
import { loadAction, loadRule } from "../../src/node/load.ts";
import type { FormText, Result } from "../../src/run/job.ts";
import { Player, type Stage } from "../../src/run/player.ts";
import { Progress } from "../../src/run/progress.ts";
import type { Form } from "../../src/script/form/form.ts";

/** A script that is played as a file of its own. */
export function aText(form: Form, code: string): FormText {
  return { form, file: `${form}.js`, line: 1, code, enabled: true };
}

/** How far a search goes. */
export interface SearchOptions {
  readonly seed?: number;
  readonly logins: number;
}

/** What the search of one script or two finds. There is no thread: a script that loops for ever does not end. */
export function exploreHere(
  texts: readonly FormText[],
  { seed = 1, logins }: SearchOptions,
): Promise<Exploration> {
  return playHere(texts, (plays, { harvest, branches }) =>
    explore({
      ...{ plays, harvest, seed, logins },
      branches: branches.length,
      names: ["one", "the other"],
    }),
  );
}

/** Lets scripts be played as long as `use` takes. */
export async function playHere<T>(
  texts: readonly FormText[],
  use: (plays: readonly Play[], prepared: Prepared) => Promise<T>,
): Promise<T> {
  const prepared = prepare(texts.map((text) => [text]));
  let reached = new Set<number>();
  Reflect.set(globalThis, prepared.reach, (branch: number, value: unknown) => {
    reached.add(value ? branch : branch + 1);
    return value;
  });
  const load = loadOnce();
  const plays = prepared.pipelines.map((pipeline): Play => async (trial) => {
    reached = new Set();
    const results = await playLegs(pipeline, trial, load);
    return playedOf(results, [...reached]);
  });
  try {
    return await use(plays, prepared);
  } finally {
    Reflect.deleteProperty(globalThis, prepared.reach);
  }
}

type Load = Pick<Stage, "loadRule" | "loadAction">;

/** Compiles each text once, which takes longer than to play it. Each start has a scope of its own. */
function loadOnce(): Load {
  const rules = new Map<string, LoadedRule>();
  const actions = new Map<string, LoadedAction>();
  return {
    loadRule: (code, place) => {
      const rule = rules.get(code) ?? loadRule(code, place);
      rules.set(code, rule);
      return rule;
    },
    loadAction: (code, place) => {
      const action = actions.get(code) ?? loadAction(code, place);
      actions.set(code, action);
      return action;
    },
  };
}

async function playLegs(
  pipeline: readonly FormText[],
  trial: Trial,
  load: Load,
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
    tell: (message) => {
      // A login that there cannot be, or no script: neither is to come of a search.
      if (message.kind === "unloadable" || message.kind === "refused")
        throw new Error(`${JSON.stringify(message)} on ${JSON.stringify(trial)}`);
      const result = progress.take(message);
      if (result) results.push(result);
    },
  });
  const { fetch } = globalThis;
  globalThis.fetch = player.fetch;
  try {
    await player.login();
    for (const back of returns) if (player.isSuspended) await player.resume(back);
  } finally {
    globalThis.fetch = fetch;
  }
  return results;
}

function playedOf(results: readonly Result[], reached: readonly number[]): Played {
  const result = results.at(-1);
  if (!result) throw new Error("the login has no end");
  return { result, legs: results.slice(0, -1), reached, isEnded: false };
}
