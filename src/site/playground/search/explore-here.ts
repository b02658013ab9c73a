// Loaded when a reader searches.
import { Deadline } from "../../../explore/deadline.ts";
import { explore, type Exploration, type Progress } from "../../../explore/explore.ts";
import { begin } from "../../../explore/logins/domain.ts";
import { markScripts } from "../../../explore/marks.ts";
import { explainByPlatform } from "../../../explore/platform.ts";
import { prepare } from "../../../explore/prepare.ts";
import { inputOf } from "../../../explore/trial.ts";
import type { FormText } from "../../../run/job.ts";
import type { Form } from "../../../script/form/form.ts";
import { fileOf } from "../run/prepare.ts";
import { tellLeg } from "../run/tell-leg.ts";
import type { Found, ShownPath } from "./found.ts";
import { openSearch } from "./open-search.ts";

/** What is searched, and who is told. */
export interface ExploreHere {
  /** The code of each form, one or both. */
  readonly codes: Readonly<Partial<Record<Form, string>>>;
  readonly onProgress: (progress: Progress) => void;
  /** Given what ends the search with what it has. */
  readonly onStart: (stop: () => void) => void;
}

const seed = 1;

/** Logins that are tried, and seconds after which a search ends with what it has. */
const most = { logins: 500, seconds: 20 };

/**
 * Searches in the sandbox the logins that show what a script does, or where two differ.
 *
 * @throws UnloadableScript if a script cannot be loaded
 */
export async function exploreHere({ codes, onProgress, onStart }: ExploreHere): Promise<Found> {
  const begun = performance.now();
  const texts = textsOf(codes);
  const prepared = prepare(texts.map((text) => [text]));
  const workers = await openSearch(prepared.scripts, "node22");
  const deadline = new Deadline(most.seconds, () => performance.now());
  onStart(() => {
    deadline.stop();
  });
  const plays = workers.map((worker) => deadline.limit(worker));
  const forms = texts.map(({ form }) => form);
  try {
    const exploration = await explore({
      ...{ plays, seed, logins: most.logins, onProgress },
      names: ["the Rule", "the Action"],
      harvest: prepared.harvest,
      branches: prepared.branches.length,
      explain: (trial) => explainByPlatform(trial, forms),
      isOver: () => deadline.isOver(),
    });
    const { difference, kept, logins, reached } = exploration;
    const taken = new Set(reached);
    return {
      ...{ codes, seed, logins, paths: pathsOf(exploration, texts) },
      seconds: (performance.now() - begun) / 1000,
      branches: prepared.branches.length,
      missed: prepared.branches.filter((_branch, number) => !taken.has(number)),
      ...(difference && { difference }),
      notes: [...new Set([...exploration.notes, ...workers.flatMap((worker) => worker.notes)])],
      marks: markScripts(kept, prepared),
    };
  } finally {
    for (const worker of workers) {
      worker.close();
    }
  }
}

/** The rule first, as sentences name the two. */
function textsOf(codes: ExploreHere["codes"]): FormText[] {
  return (["rule", "action"] as const).flatMap((form) => {
    const code = codes[form];
    return code === undefined ? [] : [{ form, file: fileOf(form), line: 1, code, enabled: true }];
  });
}

function pathsOf({ ways }: Exploration, pipeline: readonly FormText[]): ShownPath[] {
  const form = pipeline[0]?.form ?? "action";
  return ways.map(({ trial, played: { result } }) => {
    const { user, login, settings, answers } = inputOf(trial);
    const job = { pipeline, user, login, settings, answers, secrets: {}, now: begin };
    const told = { ...result, unused: [] };
    return { trial, leg: tellLeg({ form, job, result: told, redact: (text) => text }) };
  });
}
