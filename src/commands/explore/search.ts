import type { Names } from "../../emulator/outcome/diff.ts";
import { explore, type Progress } from "../../explore/explore.ts";
import { markScripts, type Marks } from "../../explore/marks.ts";
import { explainByPlatform } from "../../explore/platform.ts";
import { prepare } from "../../explore/prepare.ts";
import { reportExploration, type ExploreReport } from "../../explore/report/report.ts";
import type { Trial } from "../../explore/trial.ts";
import type { Answer } from "../../run/answers.ts";
import type { FormText } from "../../run/job.ts";
import { findPackages } from "../../input/packages.ts";
import { readProgram } from "../../thread/program.ts";
import { Deadline } from "../../explore/deadline.ts";
import { Thread } from "./thread.ts";
import { readWorkerCode } from "./worker-code.ts";

/** Milliseconds of real time that one login may take. */
const limit = 2_000;

/** One of the scripts of a search: what is played of it, in this order. */
export interface Searched {
  readonly texts: readonly FormText[];
  /** The folder whose packages it may load. */
  readonly folder: string;
}

/** What is searched, and how far. */
export interface SearchOptions {
  /** One, or two that are compared. */
  readonly scripts: readonly Searched[];
  readonly names: Names;
  readonly seed: number;
  readonly logins: number;
  /** Of real time. */
  readonly seconds: number;
  /** Settings that all logins have. */
  readonly settings: Readonly<Record<string, string>>;
  /** Answers for requests, which go before those that the search makes up. */
  readonly answers: readonly Answer[];
  readonly onProgress?: (progress: Progress) => void;
  /** Given what ends the search with what it has. */
  readonly onStart?: (stop: () => void) => void;
}

/**
 * What a search found, and what its logins went through: of a difference, the smallest login only.
 */
export interface Searches {
  readonly report: ExploreReport;
  readonly marks: Marks;
}

/** Searches logins in threads. @throws InputError if a script cannot be loaded */
export async function searchInThreads(options: SearchOptions): Promise<Searches> {
  const { scripts, seed, logins, names, settings, answers } = options;
  const prepared = prepare(scripts.map(({ texts }) => texts));
  const program = await readProgram(readWorkerCode);
  const threads = prepared.scripts.map((script, index) => {
    const packages = findPackages([], scripts[index]?.folder ?? ".");
    return new Thread(program, { packages, script, answers }, limit);
  });
  const deadline = new Deadline(options.seconds, () => performance.now());
  options.onStart?.(() => {
    deadline.stop();
  });
  const plays = threads.map((thread) => deadline.limit(thread));
  try {
    const found = await explore({
      ...{ plays, names, seed, logins, fixed: settings },
      harvest: prepared.harvest,
      branches: prepared.branches.length,
      explain: explainerFor(scripts),
      isOver: () => deadline.isOver(),
      ...(options.onProgress && { onProgress: options.onProgress }),
    });
    const isCut = deadline.isOver() && found.difference === undefined;
    const notes = new Set([
      ...(isCut ? [`the search was ended after ${found.logins} of ${logins} logins`] : []),
      ...found.notes,
      ...threads.flatMap((thread) => thread.notes),
    ]);
    const told = { seed, branches: prepared.branches, scripts: scripts.length };
    return {
      report: reportExploration({ ...found, notes: [...notes] }, told),
      marks: markScripts(found.difference ? [found.difference] : found.kept, prepared),
    };
  } finally {
    await Promise.all(threads.map((thread) => thread.stop()));
  }
}

function explainerFor(scripts: readonly Searched[]): (trial: Trial) => string | undefined {
  const forms = scripts.flatMap(({ texts }) => texts.map(({ form }) => form));
  return (trial) => explainByPlatform(trial, forms);
}
