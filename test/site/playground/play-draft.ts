import { Buffer } from "node:buffer";

import type { Message } from "../../../src/run/job.ts";
import { Player } from "../../../src/run/player.ts";
import { Progress } from "../../../src/run/progress.ts";
import { giveAnswer, type Otherwise } from "../../../src/run/requests.ts";
import type { ShownTemplate } from "../../../src/site/model/read-template.ts";
import { showExample, type Draft } from "../../../src/site/playground/draft/draft.ts";
import type { FormRun } from "../../../src/site/playground/run/played.ts";
import { answerTo, makeReturn } from "../../../src/site/playground/run/answer-draft.ts";
import { prepareJobs } from "../../../src/site/playground/run/prepare.ts";
import { findAway, Runs } from "../../../src/site/playground/run/runs.ts";
import type { Leg } from "../../../src/site/playground/run/sandbox/sandbox.ts";
import { Compiler } from "../../../src/site/sandbox/compile.ts";
import { browserModules } from "../../../src/site/sandbox/modules.ts";

interface PlayedDraft {
  readonly runs: readonly FormRun[];
  readonly comparison: ReturnType<Runs["compare"]>;
  /** What a person should know of what they have written. */
  readonly notes: readonly string[];
}

/**
 * Plays a draft on the page of a template as a click on Run does, with the compiler and the modules
 * of the sandbox, but in this process in place of a worker. Where the example says how the user
 * comes back, they do so as on a click on "Come back".
 *
 * @throws Error if a text of the draft is wrong
 */
export async function playDraft(
  { configuration, examples }: ShownTemplate,
  draft: Draft,
): Promise<PlayedDraft> {
  const example = examples.find(({ title }) => title === draft.example);
  const known = examples.flatMap((one) => Object.values(showExample(one)).map(String));
  const values = example?.configuration ?? {};
  const now = new Date();
  const prepared = prepareJobs({ draft, values, configuration, known, now });
  if (prepared.kind === "wrong") {
    throw new Error(`${prepared.text}: ${prepared.problem.message}`);
  }
  const runs = new Runs(openHere);
  try {
    const played = await comeBack(runs, await runs.start(prepared.jobs), {
      draft,
      values,
      example,
    });
    return { runs: played, comparison: runs.compare(), notes: prepared.notes };
  } finally {
    globalThis.Buffer = Buffer;
    // The sandbox watches for errors until the turn after a login.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

interface Back {
  readonly draft: Draft;
  readonly values: Readonly<Record<string, string>>;
  readonly example: ShownTemplate["examples"][number] | undefined;
}

async function comeBack(runs: Runs, played: readonly FormRun[], { draft, values, example }: Back) {
  const away = findAway(played);
  if (!away || !example?.back) {
    return played;
  }
  const { action, rule } = draft;
  const code = `${action}\n${rule}`;
  const sources = { settings: values, code, now: new Date(), back: example.back };
  const back = makeReturn(answerTo(away, sources, undefined).written, values);
  if (typeof back === "string") {
    throw new Error(back);
  }
  return runs.resume(back);
}

const openHere: ConstructorParameters<typeof Runs>[0] = () => {
  const legs: Leg[] = [];
  let player: Player | undefined;
  let progress: Progress | undefined;
  const { loadAction, loadRule, cleanStack } = new Compiler(browserModules([]));
  const otherwise = {
    by: "default",
    answer: (request, tell) => giveAnswer({ url: request.url, body: {} }, request, tell),
  } satisfies Otherwise;
  const tell = (message: Message) => {
    if (message.kind === "unloadable" || message.kind === "refused") {
      legs.push(message);
      return;
    }
    const result = progress?.take(message);
    if (result) {
      legs.push({ kind: "result", result });
    }
  };
  const takeLeg = () => {
    const leg = legs.at(-1);
    if (!leg) {
      throw new Error("the login has no end");
    }
    return leg;
  };
  return {
    login: async (job) => {
      progress = new Progress(job);
      player = new Player(job, {
        ...{ loadAction, loadRule, cleanStack, otherwise, tell },
        clock: "virtual",
      });
      await player.login();
      return takeLeg();
    },
    resume: async (back, user) => {
      progress = new Progress({ user });
      await player?.resume(back);
      return takeLeg();
    },
    end: () => undefined,
  };
};
