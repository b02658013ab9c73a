import { Buffer } from "node:buffer";

import { Player } from "../../../src/run/player.ts";
import { Progress } from "../../../src/run/progress.ts";
import { giveAnswer } from "../../../src/run/requests.ts";
import type { ShownTemplate } from "../../../src/site/model/read-template.ts";
import { showExample, type Draft } from "../../../src/site/playground/draft/draft.ts";
import type { FormRun } from "../../../src/site/playground/run/played.ts";
import { prepareJobs } from "../../../src/site/playground/run/prepare.ts";
import { Runs } from "../../../src/site/playground/run/runs.ts";
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
 * of the sandbox, but in this process in place of a worker.
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
    const played = await runs.start(prepared.jobs);
    return { runs: played, comparison: runs.compare(), notes: prepared.notes };
  } finally {
    globalThis.Buffer = Buffer;
    // The sandbox watches for errors until the turn after a login.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const openHere: ConstructorParameters<typeof Runs>[0] = () => ({
  login: async (job) => {
    const progress = new Progress(job);
    const legs: Leg[] = [];
    const { loadAction, loadRule, cleanStack } = new Compiler(browserModules([]));
    const player = new Player(job, {
      loadAction,
      loadRule,
      cleanStack,
      otherwise: {
        by: "default",
        answer: (request, tell) => giveAnswer({ url: request.url, body: {} }, request, tell),
      },
      clock: "virtual",
      tell: (message) => {
        if (message.kind === "unloadable" || message.kind === "refused") {
          legs.push(message);
        } else {
          const result = progress.take(message);
          if (result) {
            legs.push({ kind: "result", result });
          }
        }
      },
    });
    await player.login();
    const leg = legs.at(-1);
    if (!leg) {
      throw new Error("the login has no end");
    }
    return leg;
  },
  resume: () => Promise.reject(new Error("no user comes back here")),
  end: () => undefined,
});
