// Loaded when a playground is shown.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Setting } from "../../template/template.ts";
import type { ShownExample } from "../model/read-example.ts";
import { FindButton } from "./inputs/find-button.tsx";
import { Outputs, type OutputTab } from "./outcome/outputs.tsx";
import { marksOf, tellSearch } from "./search/tell-search.ts";
import { useSearch, type SearchControl } from "./search/use-search.ts";
import type { Trial } from "../../explore/trial.ts";
import { phone, useMedia } from "../ui/hooks/use-media.ts";
import { unknownForm, type Draft } from "./draft/draft.ts";
import type { HeldDraft, Link } from "./draft/drafts.ts";
import { Inputs, type InputTab, type Reveal } from "./inputs/inputs.tsx";
import { RunBar } from "./inputs/run-bar.tsx";
import { RunButton } from "./inputs/run-button.tsx";
import { ShareButton } from "./inputs/share-button.tsx";
import { StartOverButton } from "./inputs/start-over-button.tsx";
import { Results } from "./outcome/results.tsx";
import { statusOf } from "./outcome/words/status.ts";
import { useRuns, type RunControl, type RunState } from "./run/use-runs.ts";
import { useArrivalOf } from "./use-arrival-of.ts";
import { useView } from "./use-view.ts";

export interface PlaygroundProps {
  readonly held: HeldDraft;
  readonly values: Readonly<Record<string, string>>;
  readonly configuration: readonly Setting[];
  /** Texts that a link may hold as they are: they are known to all. */
  readonly known: readonly string[];
  /** The settings that a link carries: those that the reader has entered. */
  readonly shared: Readonly<Record<string, string>>;
  readonly examples: readonly ShownExample[];
  readonly settingsTab: JSX.Element;
  /** What the reader should know before a run. */
  readonly notice: JSX.Element | null;
  /** An example to be run at once; a new object runs it again. */
  readonly request?: { readonly example: string } | undefined;
  /**
   * Whether the page is all its own, so that on a phone its button can be at the foot of the
   * window.
   */
  readonly hasDock: boolean;
  /** Whether there is no choice of forms, because the template has but one. */
  readonly isOneForm?: boolean;
  /** Makes an action of the rule, on a page of its own. */
  readonly onMigrate?: (rule: string) => void;
  /** Takes a login of a search; "elsewhere" if another page shows it. */
  readonly takeTrial: (trial: Trial) => "here" | "elsewhere";
  /** Whether to run as soon as it is shown. */
  readonly startsAtOnce?: boolean;
}

/** Runs code on a login that the reader edits, and shows what comes of it. */
export function Playground(props: PlaygroundProps): JSX.Element {
  const { held, values, configuration, known, examples, request } = props;
  const { draft, setDraft, link } = held;
  const [tab, setTab] = useTab(unknownForm(draft, known) ?? firstTab(draft), link);
  const [reveal, setReveal] = useState<Reveal>();
  const example = examples.find(({ title }) => title === draft.example);
  const control = useRuns({ draft, values, configuration, known, back: example?.back });
  const { state, isBusy, start } = control;
  const runSoon = useRunSoon(control);
  const search = useSearch(draft);
  const [shown, setShown] = useState<OutputTab>("result");
  const run = () => {
    setShown("result");
    start();
  };
  const find = {
    ...search,
    start: () => {
      setShown("search");
      search.start();
    },
  };
  const view = useView({
    sources: { draft, values, configuration, examples },
    notes: control.notes,
    onRun: run,
    runSoon,
    onChange: (changes) => {
      setDraft({ ...draft, ...changes });
    },
    onPlace: (next, place) => {
      setTab(next);
      setReveal({ tab: next, place });
    },
  });
  const wrong = state.kind === "wrong" ? state.at : undefined;
  useEffect(() => {
    if (wrong) {
      view.onPlace(wrong.text, wrong.problem);
    }
  }, [wrong]);
  useEffect(() => {
    if (props.startsAtOnce === true) {
      run();
    }
  }, []);
  useEffect(() => {
    if (request) {
      view.onExample(request.example);
    }
  }, [request]);
  return (
    <div
      class="playground"
      onKeyDown={(event) => {
        onKeyDown(event, { run, find });
      }}
    >
      <Bar {...props} control={control} onRun={run} search={find} onChange={view.onChange} />
      {props.notice}
      <div class="bench">
        <Inputs
          draft={draft}
          onChange={view.onChange}
          onRun={run}
          marks={marksOf(search.state, draft)}
          state={control.isStale ? nothingShown : state}
          tab={tab}
          onTab={setTab}
          reveal={reveal}
          settingsTab={props.settingsTab}
          onMigrate={props.onMigrate}
          buttons={<RunButton isBusy={isBusy} onRun={run} isSecond />}
        />
        <div
          ref={useArrivalOf(state)}
          class="panel outputs"
          role="region"
          aria-label="Outcome"
          tabIndex={-1}
          aria-busy={isBusy}
        >
          <Outputs
            shown={shown}
            onShow={setShown}
            search={find}
            draft={draft}
            onPlace={view.onPlace}
            onTrial={(trial) => {
              if (props.takeTrial(trial) === "here") {
                setShown("result");
                runSoon();
              }
            }}
          >
            <Stale control={control} onRun={run} />
            <Results control={control} view={view} />
          </Outputs>
        </div>
      </div>
      <p class="unseen" role="status">
        {isBusy ? "Running…" : statusOf(state)}
        {shown === "search" && tellSearch(search.state)}
      </p>
    </div>
  );
}

/** The tab that shows most of what a template is about. */
function firstTab({ action, rule }: Draft): InputTab {
  if (action !== "") {
    return "action";
  }
  return rule === "" ? "login" : "rule";
}

interface Keys {
  readonly run: () => void;
  readonly find: SearchControl;
}

function onKeyDown(event: KeyboardEvent, { run, find }: Keys): void {
  // It closes a menu or a list of choices here, or stops a search, and does not leave the page.
  if (event.key === "Escape") {
    find.stop();
    event.preventDefault();
  }
  const isRun = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  // The editor and the return have that key, too.
  if (isRun && !event.defaultPrevented) {
    event.preventDefault();
    if (event.shiftKey) {
      find.start();
    } else {
      run();
    }
  }
}

interface BarProps extends PlaygroundProps {
  readonly control: RunControl;
  readonly onRun: () => void;
  readonly search: SearchControl;
  readonly onChange: (changes: Partial<Draft>) => void;
}

/** The buttons above and, on a phone, at the foot of the window. */
function Bar({
  held,
  configuration,
  known,
  shared,
  examples,
  control,
  onRun,
  search,
  onChange,
  hasDock,
  isOneForm = false,
}: BarProps) {
  const { draft } = held;
  const { isBusy, clear } = control;
  const isPhone = useMedia(phone);
  const isDocked = isPhone && hasDock;
  const startOver = () => {
    clear();
    search.clear();
  };
  return (
    <>
      <RunBar
        draft={draft}
        examples={examples}
        onChange={onChange}
        isBusy={isBusy}
        onRun={onRun}
        hasRun={!isDocked}
        isOneForm={isOneForm}
        find={!isDocked && <FindButton draft={draft} search={search} />}
      >
        <StartOverButton held={held} onStartOver={startOver} />
        <ShareButton sources={{ draft, values: shared, configuration, known }} held={held} />
      </RunBar>
      {isDocked && (
        <div class="dock">
          <FindButton draft={draft} search={search} />
          <RunButton isBusy={isBusy} onRun={onRun} />
        </div>
      )}
    </>
  );
}

interface StaleProps {
  readonly control: RunControl;
  readonly onRun: () => void;
}

function Stale({ control: { isStale, isBusy }, onRun }: StaleProps) {
  return (
    <div role="status">
      {isStale && !isBusy && (
        <p class="notice stale">
          Edited since this run.{" "}
          <button type="button" class="plain" onClick={onRun}>
            Run again
          </button>
        </p>
      )}
    </div>
  );
}

/** Where something has changed since a run, what was wrong with it may be mended. */
const nothingShown: RunState = { kind: "none" };

/** Runs once what has been changed is there, and once no other login runs. */
function useRunSoon({ isBusy, start }: RunControl): () => void {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (isDue && !isBusy) {
      setDue(false);
      start();
    }
  }, [isDue, isBusy]);
  return () => {
    setDue(true);
  };
}

/** The tab that is shown: at first, and when another link is followed, this one. */
function useTab(first: InputTab, link: Link | undefined) {
  const [tab, setTab] = useState(first);
  const followed = useRef(link);
  useLayoutEffect(() => {
    if (link && link !== followed.current) {
      setTab(first);
    }
    followed.current = link;
  }, [link]);
  return [tab, setTab] as const;
}
