import { useEffect, useRef, useState } from "preact/hooks";

import type { Return } from "../../emulator/transaction.ts";
import type { Setting } from "../../template/compile.ts";
import sandboxPage from "../sandbox/frame.html";
import type { Draft } from "./draft.ts";
import { prepareJobs, type Prepared } from "./prepare.ts";
import { Runs, type FormRun } from "./runs.ts";
import { Sandbox } from "./sandbox.ts";

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
  readonly resume: (back: Return) => void;
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
  const play = async (work: (runs: Runs) => Promise<readonly FormRun[]>) => {
    if (isBusy || !runs.current) return;
    setBusy(true);
    try {
      const played = await work(runs.current);
      setState({ kind: "played", runs: played, differences: runs.current.compare() });
    } catch (error) {
      setState({ kind: "broken", message: error instanceof Error ? error.message : String(error) });
    }
    setBusy(false);
  };
  const start = () => {
    const prepared = prepareJobs({ ...sources, now: new Date() });
    if (prepared.kind === "wrong") setState({ kind: "wrong", at: prepared });
    else void play((open) => open.start(prepared.jobs));
  };
  const resume = (back: Return) => {
    void play((open) => open.resume(back));
  };
  return { state, isBusy, start, resume };
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
