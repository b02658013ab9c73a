import { useEffect, useRef, useState } from "preact/hooks";

import { formOf } from "../playground/draft/code.ts";
import type { Bench, MigrationState } from "./bench.ts";

/** What the page can do with a rule. */
export interface MigrationControl {
  readonly state: MigrationState;
  /** Makes an action of the rule of the bench. */
  readonly start: (level?: "adapter") => void;
  /** Ends the search with what it has. */
  readonly stop: () => void;
  /** Goes back to the rule. */
  readonly clear: () => void;
}

/** Milliseconds between two reports of how far a search is. */
const often = 250;

/** Migrates when the reader says so, and keeps what came of it on the bench. */
export function useMigration(bench: Bench, version: string): MigrationControl {
  const [state, setState] = useState(bench.state);
  const stop = useRef<() => void>(() => undefined);
  /** Counts what has been begun: what an earlier one tells is not shown. */
  const turn = useRef(0);
  const show = (next: MigrationState) => {
    bench.state = next;
    setState(next);
  };
  const start = (level?: "adapter") => {
    stop.current();
    const mine = ++turn.current;
    const showMine = (next: MigrationState) => {
      if (turn.current === mine) {
        show(next);
      }
    };
    const setStop = (end: () => void) => {
      stop.current = end;
    };
    void run(bench.rule, { version, level, show: showMine, setStop });
  };
  useEffect(() => {
    if (bench.takeDue()) {
      start();
    }
    return () => {
      turn.current++;
      stop.current();
      if (bench.state.kind === "checking") {
        bench.state = { kind: "none" };
      }
    };
  }, []);
  return {
    state,
    start,
    stop: () => {
      stop.current();
    },
    clear: () => {
      turn.current++;
      stop.current();
      show({ kind: "none" });
    },
  };
}

interface Running {
  readonly version: string;
  readonly level: "adapter" | undefined;
  readonly show: (state: MigrationState) => void;
  readonly setStop: (stop: () => void) => void;
}

async function run(rule: string, { version, level, show, setStop }: Running): Promise<void> {
  if (formOf(rule) === "action") {
    show({ kind: "action" });
    return;
  }
  let checking: Extract<MigrationState, { kind: "checking" }> = {
    ...{ kind: "checking", code: undefined, progress: undefined },
  };
  show(checking);
  let last = 0;
  try {
    const { migrateHere } = await import("./run-migration.ts");
    const found = await migrateHere(rule, {
      ...{ version, onStart: setStop, ...(level && { level }) },
      onAction: (code) => {
        checking = { ...checking, code };
        show(checking);
      },
      onProgress: (progress) => {
        checking = { ...checking, progress };
        const now = performance.now();
        if (now - last > often) {
          last = now;
          show(checking);
        }
      },
    });
    show(found.kind === "migrated" ? { kind: "done", migration: found.migration } : found);
  } catch (error) {
    show({ kind: "broken", message: error instanceof Error ? error.message : String(error) });
  }
}
