import { useEffect, useRef, useState } from "preact/hooks";

import type { Setting } from "../../../template/template.ts";
import type { ExampleReturn } from "../../../template/examples/example.ts";
import sandboxPage from "../../sandbox/frame.html";
import { makeReturn, type AnswerDraft } from "./answer-draft.ts";
import type { Comparison } from "./compare-forms.ts";
import { chosenForms, type Draft } from "../draft/draft.ts";
import { prepareJobs, type Prepared } from "./prepare.ts";
import type { Away } from "./redirect-token.ts";
import { findPackages } from "./sandbox/find-packages.ts";
import { loadPackages, PackageError, packageVersions } from "./sandbox/packages.ts";
import type { FormRun } from "./played.ts";
import { findAway, hasReturned, Runs } from "./runs.ts";
import { Sandbox, SandboxRun } from "./sandbox/sandbox.ts";
import { useAnswer } from "./use-answer.ts";

/** What is shown of the runs of a playground. */
export type RunState =
  | { readonly kind: "none" }
  | { readonly kind: "wrong"; readonly at: Extract<Prepared, { kind: "wrong" }> }
  | { readonly kind: "broken"; readonly message: string; readonly isSandbox: boolean }
  | {
      readonly kind: "played";
      readonly runs: readonly FormRun[];
      /** Undefined unless both forms have played. */
      readonly comparison: Comparison | undefined;
    };

export interface RunControl {
  readonly state: RunState;
  /** What a person should know of what they have run. */
  readonly notes: readonly string[];
  /** Whether what is shown came of other code, or of another login, than the reader has by now. */
  readonly isStale: boolean;
  readonly isBusy: boolean;
  readonly start: () => void;
  /** Forgets what came of the last run. */
  readonly clear: () => void;
  /** The return of the user, if a login has sent them away. */
  readonly comeBack: ComeBackControl | undefined;
}

export interface ComeBackControl {
  readonly answer: AnswerDraft;
  /** What Auth0 expects back. */
  readonly state: string;
  /** Whether a login waits for its user; if none does, it has to begin again before they return. */
  readonly isWaiting: boolean;
  /** Whether the answer is still the example's. */
  readonly isOfExample: boolean;
  readonly write: (answer: AnswerDraft) => void;
  readonly comeBack: () => void;
}

interface Sources {
  readonly draft: Draft;
  readonly values: Readonly<Record<string, string>>;
  readonly configuration: readonly Setting[];
  /** Texts that are known to all, such as the login of an example. */
  readonly known: readonly string[];
  /** How the user of the chosen example comes back. */
  readonly back: ExampleReturn | undefined;
}

/** What a run came of. */
interface Origin {
  /** All that it depends on, as a text that is the same for the same. */
  readonly fingerprint: string;
  /** What a person should know of what they have written. */
  readonly notes: readonly string[];
}

interface Shown extends Origin {
  readonly state: RunState;
}

type Work = (runs: Runs) => Promise<readonly FormRun[]>;

/** Runs what the reader has, when they say so and never before, and keeps what came of it. */
export function useRuns(sources: Sources): RunControl {
  const { held, write, renew } = useAnswer(sources);
  const { shown, isBusy, show, play, clear } = usePlays(renew);
  const { state, notes } = shown;
  const fingerprint = fingerprintOf(sources);
  const begin = (goOn: (open: Runs, runs: readonly FormRun[]) => Promise<readonly FormRun[]>) => {
    const prepared = prepareJobs({ ...sources, now: new Date() });
    if (prepared.kind === "wrong") {
      show({ state: { kind: "wrong", at: prepared }, fingerprint, notes: [] });
    } else {
      const { jobs } = prepared;
      const codes = jobs.flatMap(({ job }) => job.pipeline.map(({ code }) => code));
      const { names, notes } = findPackages(codes, packageVersions);
      void play({ fingerprint, notes: [...prepared.notes, ...notes] }, async (open) => {
        const packages = await loadPackages(names);
        return goOn(open, await open.start(jobs, packages));
      });
    }
  };
  const resume = async (open: Runs, runs: readonly FormRun[]) => {
    const away = findAway(runs);
    const back = away && makeReturn(renew(away), sources.values);
    return back === undefined || typeof back === "string" ? runs : open.resume(back);
  };
  const runs = state.kind === "played" ? state.runs : [];
  const isWaiting = findAway(runs) !== undefined;
  const hasAnswer = isWaiting || runs.some(hasReturned);
  const comeBack = () => {
    if (isWaiting) {
      void play(shown, (open) => resume(open, runs));
    } else {
      begin(resume);
    }
  };
  return {
    state,
    notes,
    isStale: ["played", "wrong"].includes(state.kind) && shown.fingerprint !== fingerprint,
    isBusy,
    start: () => {
      begin((_, played) => Promise.resolve(played));
    },
    clear,
    comeBack:
      held && hasAnswer
        ? {
            answer: held.written,
            state: held.away.state,
            isWaiting,
            isOfExample: sources.back !== undefined && held.written === held.offered,
            write,
            comeBack,
          }
        : undefined,
  };
}

function fingerprintOf({ draft, values }: Sources): string {
  const { ready, login, answers, outage } = draft;
  const codes = chosenForms(draft).map((form) => [form, draft[form]]);
  const settings = Object.entries(values).filter(([, value]) => value !== "");
  // A ready login is another text each time that it is picked, because it is made for the time.
  return JSON.stringify([codes, ready === "" ? login : ready, outage ?? answers, settings]);
}

const nothing: Shown = { state: { kind: "none" }, fingerprint: "", notes: [] };

/** Plays one run after the other, and keeps what came of the last one. */
function usePlays(onAway: (away: Away) => unknown) {
  const [shown, show] = useState(nothing);
  const [isBusy, setBusy] = useState(false);
  /** Counts what has been shown or taken away. */
  const turn = useRef(0);
  const runs = useSandbox();
  const play = async (origin: Origin, work: Work): Promise<void> => {
    if (isBusy || !runs.current) {
      return;
    }
    const mine = ++turn.current;
    setBusy(true);
    const state = await playIn(runs.current, work);
    const away = state.kind === "played" ? findAway(state.runs) : undefined;
    if (away) {
      onAway(away);
    }
    if (turn.current === mine) {
      show({ ...origin, state });
    }
    setBusy(false);
  };
  const clear = () => {
    // What is under way ends by itself, and nothing of it is shown.
    turn.current++;
    if (!isBusy) {
      runs.current?.end();
    }
    show(nothing);
  };
  return { shown, isBusy, show, play, clear };
}

async function playIn(open: Runs, work: Work): Promise<RunState> {
  try {
    const runs = await work(open);
    return { kind: "played", runs, comparison: open.compare() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "broken", message, isSandbox: !(error instanceof PackageError) };
  }
}

/** The frame is there as long as the playground, so that the first run does not wait for it. */
function useSandbox() {
  const runs = useRef<Runs | null>(null);
  useEffect(() => {
    const sandbox = new Sandbox(document, new URL(sandboxPage, import.meta.url));
    runs.current = new Runs(() => new SandboxRun(sandbox.open()));
    return () => {
      sandbox.close();
      runs.current = null;
    };
  }, []);
  return runs;
}
