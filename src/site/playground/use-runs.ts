import { useEffect, useRef, useState } from "preact/hooks";

import type { Setting } from "../../template/compile.ts";
import sandboxPage from "../sandbox/frame.html";
import { makeReturn, type AnswerDraft } from "./answer-draft.ts";
import type { Draft } from "./draft.ts";
import { prepareJobs, type Prepared } from "./prepare.ts";
import { findAway, hasReturned, Runs, type FormRun } from "./runs.ts";
import { Sandbox } from "./sandbox.ts";
import { useAnswer } from "./use-answer.ts";

/** What is shown of the runs of a playground. */
export type RunState =
  | { readonly kind: "none" }
  | { readonly kind: "wrong"; readonly at: Extract<Prepared, { kind: "wrong" }> }
  | { readonly kind: "broken"; readonly message: string }
  | {
      readonly kind: "played";
      readonly runs: readonly FormRun[];
      readonly differences: readonly string[] | undefined;
    };

export interface RunControl {
  readonly state: RunState;
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
  readonly write: (answer: AnswerDraft) => void;
  readonly comeBack: () => void;
}

interface Sources {
  readonly draft: Draft;
  readonly values: Readonly<Record<string, string>>;
  readonly configuration: readonly Setting[];
}

/** What is shown, and what of the reader's it came of. */
interface Shown {
  readonly state: RunState;
  readonly run: string;
}

/** All that a run depends on, as a text that is the same for the same. */
function fingerprintOf({ draft, values }: Sources): string {
  const { action, rule, forms, login, answers, outage } = draft;
  return JSON.stringify([action, rule, forms, login, answers, outage, Object.entries(values)]);
}

/** Runs what the reader has, when they say so and never before, and keeps what came of it. */
export function useRuns(sources: Sources): RunControl {
  const [{ state, run }, setShown] = useState<Shown>({ state: { kind: "none" }, run: "" });
  const [isBusy, setBusy] = useState(false);
  const current = fingerprintOf(sources);
  const runs = useSandbox();
  const { held, write, renew } = useAnswer(sources);
  const play = async (
    what: string,
    work: (runs: Runs) => Promise<readonly FormRun[]>,
  ): Promise<void> => {
    if (isBusy || !runs.current) return;
    setBusy(true);
    setShown({ state: await show(runs.current, work), run: what });
    setBusy(false);
  };
  const show = async (open: Runs, work: (runs: Runs) => Promise<readonly FormRun[]>) => {
    try {
      const played = await work(open);
      const away = findAway(played);
      if (away) renew(away);
      return { kind: "played", runs: played, differences: open.compare() } as const;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: "broken", message } as const;
    }
  };
  const begin = (goOn: (open: Runs, runs: readonly FormRun[]) => Promise<readonly FormRun[]>) => {
    const prepared = prepareJobs({ ...sources, now: new Date() });
    if (prepared.kind === "wrong")
      setShown({ state: { kind: "wrong", at: prepared }, run: current });
    else void play(current, async (open) => goOn(open, await open.start(prepared.jobs)));
  };
  const resume = async (open: Runs, runs: readonly FormRun[]) => {
    const away = findAway(runs);
    const back = away && makeReturn(renew(away), sources.values);
    return back === undefined || typeof back === "string" ? runs : open.resume(back);
  };
  const start = () => {
    begin((_, runs) => Promise.resolve(runs));
  };
  const clear = () => {
    // What is under way ends by itself, and is marked then.
    if (isBusy) return;
    runs.current?.end();
    setShown({ state: { kind: "none" }, run: "" });
  };
  const shown = state.kind === "played" ? state.runs : [];
  const isWaiting = findAway(shown) !== undefined;
  const hasAnswer = isWaiting || shown.some(hasReturned);
  const comeBack = () => {
    if (isWaiting) void play(run, (open) => resume(open, shown));
    else begin(resume);
  };
  return {
    state,
    isStale: state.kind !== "none" && state.kind !== "broken" && run !== current,
    isBusy,
    start,
    clear,
    comeBack:
      held && hasAnswer
        ? { answer: held.written, state: held.away.state, isWaiting, write, comeBack }
        : undefined,
  };
}

/** The frame is there as long as the playground, so that the first run does not wait for it. */
function useSandbox() {
  const runs = useRef<Runs | null>(null);
  useEffect(() => {
    const sandbox = new Sandbox(document, new URL(sandboxPage, import.meta.url));
    runs.current = new Runs(() => sandbox.open());
    return () => {
      sandbox.close();
      runs.current = null;
    };
  }, []);
  return runs;
}
