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
  readonly isBusy: boolean;
  readonly start: () => void;
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

/** Runs what the reader has, when they say so and never before, and keeps what came of it. */
export function useRuns(sources: Sources): RunControl {
  const [state, setState] = useState<RunState>({ kind: "none" });
  const [isBusy, setBusy] = useState(false);
  const runs = useSandbox();
  const { held, write, renew } = useAnswer(sources);
  const play = async (work: (runs: Runs) => Promise<readonly FormRun[]>) => {
    if (isBusy || !runs.current) return;
    setBusy(true);
    try {
      const played = await work(runs.current);
      const away = findAway(played);
      if (away) renew(away);
      setState({ kind: "played", runs: played, differences: runs.current.compare() });
    } catch (error) {
      setState({ kind: "broken", message: error instanceof Error ? error.message : String(error) });
    }
    setBusy(false);
  };
  const begin = (goOn: (open: Runs, runs: readonly FormRun[]) => Promise<readonly FormRun[]>) => {
    const prepared = prepareJobs({ ...sources, now: new Date() });
    if (prepared.kind === "wrong") setState({ kind: "wrong", at: prepared });
    else void play(async (open) => goOn(open, await open.start(prepared.jobs)));
  };
  const resume = async (open: Runs, runs: readonly FormRun[]) => {
    const away = findAway(runs);
    const back = away && makeReturn(renew(away), sources.values);
    return back === undefined || typeof back === "string" ? runs : open.resume(back);
  };
  const start = () => {
    begin((_, runs) => Promise.resolve(runs));
  };
  const shown = state.kind === "played" ? state.runs : [];
  const isWaiting = findAway(shown) !== undefined;
  const hasAnswer = isWaiting || shown.some(hasReturned);
  const comeBack = () => {
    if (isWaiting) void play((open) => resume(open, shown));
    else begin(resume);
  };
  return {
    state,
    isBusy,
    start,
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
