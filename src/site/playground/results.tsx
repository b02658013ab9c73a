import type { ComponentChildren, JSX } from "preact";

import type { Form } from "../../script/form/form.ts";
import type { Place } from "./code-mirror.ts";
import { ComeBack } from "./come-back.tsx";
import { LegView } from "./leg-view.tsx";
import type { OnAnswers } from "./made-up-answers.tsx";
import { Part } from "./part.tsx";
import { PlaceButton } from "./place-button.tsx";
import type { FormRun } from "./runs.ts";
import type { RunControl } from "./use-runs.ts";
import { LongText } from "./value.tsx";
import { formNames } from "./words.ts";

interface Props {
  readonly control: RunControl;
  readonly settings: Readonly<Record<string, string>>;
  readonly onPlace: (form: Form, place: Place) => void;
  readonly onAnswers: OnAnswers;
}

/** What came of the last run. */
export function Results({ control, settings, onPlace, onAnswers }: Props): JSX.Element {
  const { state, notes, isBusy, comeBack } = control;
  switch (state.kind) {
    case "none":
      return <p class="empty">Press Run to see how this login ends.</p>;
    case "broken":
      return (
        <div class="headline bad">
          <h3>The sandbox is not there</h3>
          <p>{state.message}</p>
        </div>
      );
    case "wrong":
      return (
        <div class="headline bad">
          <h3>{state.at.text === "login" ? "The login" : "The answers"} cannot be read</h3>
          <p>
            Line {state.at.problem.line}, column {state.at.problem.column}:{" "}
            {state.at.problem.message}
            {!state.at.problem.message.endsWith("?") && "."}
          </p>
        </div>
      );
    case "played":
      if (state.runs.length === 0) return <p class="empty">There is no code to run.</p>;
      return (
        <>
          <Part title="Notes on what you wrote" heading="h3" items={notes}>
            {(text) => <LongText text={text} />}
          </Part>
          {state.differences && <Comparison differences={state.differences} />}
          <div class="forms">
            {state.runs.map((run) => (
              <FormResult
                key={run.form}
                run={run}
                onPlace={(place) => {
                  onPlace(run.form, place);
                }}
                onAnswers={onAnswers}
              />
            ))}
          </div>
          {comeBack && <ComeBack control={comeBack} settings={settings} isBusy={isBusy} />}
        </>
      );
  }
}

function Comparison({ differences }: { readonly differences: readonly string[] }) {
  if (differences.length === 0)
    return <p class="comparison same">The action and the rule do the same.</p>;
  return (
    <div class="comparison">
      <h3>The action and the rule differ</h3>
      <ul>
        {differences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

interface FormProps {
  readonly run: FormRun;
  readonly onPlace: (place: Place) => void;
  readonly onAnswers: OnAnswers;
}

function FormResult({ run, onPlace, onAnswers }: FormProps) {
  const id = `result-${run.form}`;
  return (
    <article class="result" aria-labelledby={id}>
      <p id={id} class="result-form">
        {formNames[run.form]}
      </p>
      {run.kind === "played" ? (
        run.legs.map((leg, index) => (
          <Leg
            key={index}
            title={index === 0 ? "Before the redirect" : "After the return"}
            place={placeOf(index, run.legs)}
          >
            <LegView leg={leg} onPlace={onPlace} onAnswers={onAnswers} />
          </Leg>
        ))
      ) : (
        <Refusal run={run} onPlace={onPlace} />
      )}
    </article>
  );
}

interface LegProps {
  readonly title: string;
  readonly place: "only" | "earlier" | "last";
  readonly children: ComponentChildren;
}

/** A part of a login. Earlier ones are folded, so that what came of it in the end does not stand far below. */
function Leg({ title, place, children }: LegProps) {
  if (place === "earlier")
    return (
      <details class="leg">
        <summary class="result-leg">{title}</summary>
        {children}
      </details>
    );
  return (
    <div class="leg">
      {place === "last" && <p class="result-leg">{title}</p>}
      {children}
    </div>
  );
}

function placeOf(index: number, { length }: readonly unknown[]): LegProps["place"] {
  if (index < length - 1) return "earlier";
  return length === 1 ? "only" : "last";
}

interface RefusalProps {
  readonly run: Exclude<FormRun, { kind: "played" }>;
  readonly onPlace: (place: Place) => void;
}

/** Why a login cannot even begin. */
function Refusal({ run, onPlace }: RefusalProps) {
  if (run.kind === "refused")
    return (
      <div class="headline bad">
        <h3>The login cannot begin</h3>
        <p>{run.message}</p>
      </div>
    );
  const { problem } = run;
  return (
    <div class="headline bad">
      <h3>The platform cannot compile it</h3>
      <p>{problem.message}</p>
      <PlaceButton place={problem} onPlace={onPlace} />
    </div>
  );
}
