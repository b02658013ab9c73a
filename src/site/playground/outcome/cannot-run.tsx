import type { JSX } from "preact";

import { formNames } from "../../model/form-names.ts";
import { LongText } from "../../ui/value.tsx";
import type { FormRun } from "../run/played.ts";
import { Verdict } from "./verdict.tsx";
import type { View } from "./view.ts";

interface Props {
  /** What goes on after "Cannot run", with its full stops. */
  readonly sentence: string;
  /** What else is known of it. */
  readonly detail?: string;
  /** What the button that helps says, and what it does. */
  readonly label?: string;
  readonly onClick?: () => void;
}

/** Says why a login cannot even begin, and what to do. */
export function CannotRun({ sentence, detail, label, onClick }: Props): JSX.Element {
  return (
    <Verdict icon="cannot" word="Cannot run" sentence={sentence}>
      {detail !== undefined && (
        <p class="detail">
          <LongText text={detail} />
        </p>
      )}
      {label !== undefined && (
        <button type="button" onClick={onClick}>
          {label}
        </button>
      )}
    </Verdict>
  );
}

interface RefusalProps {
  readonly run: Exclude<FormRun, { kind: "played" }>;
  readonly view: View;
}

/** The same for one form. */
export function Refusal({ run, view }: RefusalProps): JSX.Element {
  const { form } = run;
  const name = formNames[form];
  if (run.kind === "refused") {
    return (
      <article aria-label={name}>
        <CannotRun sentence={`. The ${name} has no login to run on.`} detail={run.message} />
      </article>
    );
  }
  const { problem } = run;
  return (
    <article aria-label={name}>
      <CannotRun
        sentence={`. There is a problem in the ${name}.`}
        detail={problem.message}
        label={`Go to line ${problem.line}`}
        onClick={() => {
          view.onPlace(form, problem);
        }}
      />
    </article>
  );
}
