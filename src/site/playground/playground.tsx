// Loaded when a playground is shown.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Answer } from "../../run/answers.ts";
import type { Setting } from "../../template/compile.ts";
import type { Place } from "./code-mirror.ts";
import { unknownForm, type Draft } from "./draft.ts";
import type { HeldDraft, Link } from "./drafts.ts";
import { Inputs, type InputTab, type Reveal } from "./inputs.tsx";
import { readAnswers } from "./read-texts.ts";
import { Results } from "./results.tsx";
import { RunBar } from "./run-bar.tsx";
import { ShareButton } from "./share-button.tsx";
import { StartOverButton } from "./start-over-button.tsx";
import { useRuns, type RunState } from "./use-runs.ts";
import { statusOf } from "./words.ts";

interface Props {
  readonly held: HeldDraft;
  readonly values: Readonly<Record<string, string>>;
  readonly configuration: readonly Setting[];
  /** Texts that a link may hold as they are: they are known to all. */
  readonly known: readonly string[];
  /** The settings, where the page has no form for them. */
  readonly settingsTab?: JSX.Element;
  /** What the reader should know before a run. */
  readonly notice: JSX.Element | null;
}

/** Runs code on a login that the reader edits, and shows what comes of it. */
export function Playground(props: Props): JSX.Element {
  const { held, values, configuration, known, settingsTab } = props;
  const { draft, setDraft, link } = held;
  const [tab, setTab] = useTab(unknownForm(draft, known) ?? "login", link);
  const [reveal, setReveal] = useState<Reveal>();
  const control = useRuns({ draft, values, configuration });
  const { state, isStale, isBusy, start } = control;
  const show = (next: InputTab, place: Place) => {
    setTab(next);
    setReveal({ tab: next, place });
  };
  const wrong = state.kind === "wrong" ? state.at : undefined;
  useEffect(() => {
    if (wrong) show(wrong.text, wrong.problem);
  }, [wrong]);
  const change = (changes: Partial<Draft>) => {
    setDraft({ ...draft, ...changes });
  };
  const addAnswers = (begun: readonly Answer[]) => {
    const read = readAnswers(draft.answers);
    const answers =
      read.kind === "read" ? JSON.stringify([...read.value, ...begun], null, 2) : draft.answers;
    change({ answers, outage: undefined });
    // Between the brackets of the last body.
    show("answers", { line: answers.split("\n").length - 2, column: '    "body": {'.length + 1 });
  };
  return (
    <div
      class="playground"
      onKeyDown={(event) => {
        // Whoever wants out of a run does not want to leave the page with it.
        if (event.key === "Escape" && isBusy) event.preventDefault();
        const isRun = event.key === "Enter" && (event.ctrlKey || event.metaKey);
        // The editor and the return have that key, too.
        if (!isRun || event.defaultPrevented) return;
        event.preventDefault();
        start();
      }}
    >
      <RunBar draft={draft} onChange={change} isBusy={isBusy} onRun={start}>
        <StartOverButton held={held} onStartOver={control.clear} />
        <ShareButton sources={{ draft, values, configuration, known }} held={held} />
      </RunBar>
      {props.notice}
      <div class="bench">
        <Inputs
          draft={draft}
          onChange={change}
          onRun={start}
          state={isStale ? NONE : state}
          tab={tab}
          onTab={setTab}
          reveal={reveal}
          settingsTab={settingsTab}
        />
        <div
          ref={useArrival(state)}
          class="outputs"
          role="region"
          aria-label="Outcome"
          tabIndex={-1}
          aria-busy={isBusy}
        >
          <div role="status">
            {isStale && !isBusy && (
              <p class="notice stale">
                Something has changed since this run. Run again to update the result.
              </p>
            )}
          </div>
          <Results control={control} settings={values} onPlace={show} onAnswers={addAnswers} />
        </div>
      </div>
      <p class="unseen" role="status">
        {isBusy ? "The login runs." : statusOf(state)}
      </p>
    </div>
  );
}

/** Where something has changed since a run, what was wrong with it may be mended. */
const NONE: RunState = { kind: "none" };

/** The tab that is shown: at first, and when another link is followed, this one. */
function useTab(first: InputTab, link: Link | undefined) {
  const [tab, setTab] = useState(first);
  const followed = useRef(link);
  useLayoutEffect(() => {
    if (link && link !== followed.current) setTab(first);
    followed.current = link;
  }, [link]);
  return [tab, setTab] as const;
}

/** How far down the window what came of a run may begin, to be seen. */
const LOWEST = 0.75;

/**
 * Leads to what came of a run where it cannot be seen, or where the focus was in what is gone. The focus goes where the
 * window is scrolled to, so that it is never out of sight.
 */
function useArrival(state: RunState) {
  const outputs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = outputs;
    if (state.kind !== "played" || !current) return;
    const { top } = current.getBoundingClientRect();
    const { activeElement } = document;
    const isInside = activeElement === document.body || current.contains(activeElement);
    const isAbove = top < 0 && isInside;
    const isSeen = !isAbove && top <= window.innerHeight * LOWEST;
    if (isSeen && !isInside) return;
    current.focus({ preventScroll: true });
    if (!isSeen) current.scrollIntoView({ block: "start" });
  }, [state]);
  return outputs;
}
