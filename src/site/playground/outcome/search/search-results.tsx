import type { ComponentChildren, JSX } from "preact";

import { missedText, renderTrial } from "../../../../explore/report/render.ts";
import type { PlacedBranch } from "../../../../explore/report/report.ts";
import type { Trial } from "../../../../explore/trial.ts";
import type { Form } from "../../../../script/form/form.ts";
import { formNames } from "../../../model/form-names.ts";
import { Icon } from "../../../ui/icon.tsx";
import type { Place } from "../../draft/place.ts";
import { whyNotLoaded } from "../../draft/trial-draft.ts";
import type { Found, SearchState, ShownPath } from "../../search/found.ts";
import { SummarySentence, Verdict } from "../verdict.tsx";
import { summarize } from "../words/summary.ts";

interface Props {
  readonly state: Exclude<SearchState, { kind: "none" }>;
  /** Whether the code is another one by now. */
  readonly isStale: boolean;
  readonly onStart: () => void;
  readonly onStop: () => void;
  /** Puts a login into the editors and runs it. */
  readonly onTrial: (trial: Trial) => void;
  /** Shows a place in an editor. */
  readonly onPlace: (form: Form, place: Place) => void;
}

/** Logins that a search tries. */
const all = 500;

/** What a search found: the paths of one form, or where both differ. */
export function SearchResults(props: Props): JSX.Element {
  const { state, isStale, onStart, onStop } = props;
  switch (state.kind) {
    case "searching":
      return <Searching progress={state.progress} onStop={onStop} />;
    case "broken":
      return (
        <Verdict icon="cannot" word="Cannot search" sentence={`. ${state.message}`}>
          <button type="button" onClick={onStart}>
            Try again
          </button>
        </Verdict>
      );
    case "found":
      return (
        <>
          {isStale && (
            <p class="notice stale">
              Edited since this search.{" "}
              <button type="button" class="plain" onClick={onStart}>
                Search again
              </button>
            </p>
          )}
          <FoundVerdict found={state.found} />
          <FoundLogins {...props} found={state.found} />
          <Missed {...props} missed={state.found.missed} />
          {state.found.notes.map((note) => (
            <p key={note} class="search-note">
              {note}.
            </p>
          ))}
        </>
      );
  }
}

interface SearchingProps {
  readonly progress: Extract<SearchState, { kind: "searching" }>["progress"];
  readonly onStop: () => void;
}

function Searching({ progress, onStop }: SearchingProps) {
  return (
    <div class="searching">
      <p>Searching…</p>
      <progress aria-label="Logins" max={all} value={progress?.logins ?? 0} />
      <button type="button" onClick={onStop}>
        Stop
      </button>
      {progress && (
        <p class="counted">
          {progress.logins} logins · {progress.reached} of {progress.branches} branches
        </p>
      )}
    </div>
  );
}

function FoundVerdict({ found }: { readonly found: Found }) {
  const { codes, difference, logins, branches, missed, paths, seed, seconds } = found;
  const isPair = Object.keys(codes).length > 1;
  const reach = `${branches - missed.length} of ${count(branches, "branch", "branches")}`;
  const detail = (
    <p class="detail">
      Seed {seed} · {seconds.toFixed(1)} s
    </p>
  );
  if (difference) {
    return (
      <Verdict icon="different" word="Different" sentence={`, as login ${logins} shows.`}>
        {detail}
      </Verdict>
    );
  }
  if (isPair) {
    const sentence = ` on ${count(logins, "login")} that reach ${reach}.`;
    return (
      <Verdict icon="same" word="Same" sentence={sentence}>
        {detail}
      </Verdict>
    );
  }
  return (
    <div class="verdict">
      <div>
        <h3 tabIndex={-1}>
          {count(paths.length, "path")}. {count(logins, "login")} reach {reach}.
        </h3>
        {detail}
      </div>
    </div>
  );
}

function FoundLogins({ found, onTrial }: Props & { readonly found: Found }) {
  const { difference, paths } = found;
  return (
    <ul class="paths">
      {difference && (
        <PathItem
          trial={difference.trial}
          onTrial={onTrial}
          lead="The smallest login that shows it:"
        >
          <ul class="sentences">
            {difference.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </PathItem>
      )}
      {paths.map((path, index) => (
        <PathItem key={index} trial={path.trial} onTrial={onTrial} lead="when">
          <PathSentence path={path} />
        </PathItem>
      ))}
    </ul>
  );
}

function PathSentence({ path: { leg } }: { readonly path: ShownPath }) {
  const summary = summarize(leg);
  return (
    <p class={`path-summary verdict ${summary.ending}`}>
      <Icon name={summary.ending} />
      <span>
        <span class="word">{summary.word}</span>
        <SummarySentence summary={summary} />
      </span>
    </p>
  );
}

interface PathProps extends Pick<Props, "onTrial"> {
  readonly trial: Trial;
  /** What goes before the login. */
  readonly lead: string;
  readonly children: ComponentChildren;
}

function PathItem({ trial, lead, onTrial, children }: PathProps) {
  const isSample = Object.values(trial).every((part) => Object.keys(part ?? {}).length === 0);
  const why = whyNotLoaded(trial);
  return (
    <li class="path">
      <div class="path-text">
        {children}
        <p class="hint">{isSample ? "on the sample login" : lead}</p>
        {!isSample && <pre>{renderTrial(trial).join("\n")}</pre>}
      </div>
      {why === undefined ? (
        <button
          type="button"
          onClick={() => {
            onTrial(trial);
          }}
        >
          Load this login
        </button>
      ) : (
        <p class="hint">{why}</p>
      )}
    </li>
  );
}

function Missed({ missed, onPlace }: Props & { readonly missed: readonly PlacedBranch[] }) {
  if (missed.length === 0) {
    return null;
  }
  return (
    <section class="part">
      <h4>Not reached</h4>
      <ul>
        {missed.map(({ file, line, kind }, index) => {
          const form: Form = file === "rule.js" ? "rule" : "action";
          return (
            <li key={index}>
              <button
                type="button"
                class="plain place"
                onClick={() => {
                  onPlace(form, { line, column: 1 });
                }}
              >
                {formNames[form]}, line {line}
              </button>{" "}
              {missedText[kind]}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
