import type { JSX } from "preact";

import { passedOverSentence } from "../../../emulator/outcome/differences.ts";
import { errorResponse } from "../../../emulator/outcome/respond.ts";
import type { Form } from "../../../script/form/form.ts";
import { formNames } from "../../model/form-names.ts";
import { Icon } from "../../ui/icon.tsx";
import { otherForm } from "../draft/code.ts";
import type { PlayedLeg } from "../run/played.ts";
import { LegDetails } from "./leg-details.tsx";
import { Helps } from "./helps.tsx";
import { renderSummary, summarize, type Summary } from "./words/summary.ts";
import { SummarySentence, Verdict } from "./verdict.tsx";
import type { View } from "./view.ts";
import { noteUnset, warningsOf, Warnings } from "./warnings.tsx";
import { sameInBoth } from "./words/status.ts";

type Legs = readonly PlayedLeg[];

interface Props {
  readonly form: Form;
  readonly legs: Legs;
  /** The other form, where it does the same. */
  readonly same?: Legs;
  /** The action, where it had no turn. */
  readonly passedOver?: Legs;
  /** Whether the form is named, because another one stands beside it. */
  readonly isNamed?: boolean;
  readonly view: View;
}

/** What came of a login in one form, or in both where they do the same. */
export function FormResult(props: Props): JSX.Element | null {
  const { form, legs, same, passedOver, isNamed = false, view } = props;
  const last = legs.at(-1);
  if (!last) {
    return null;
  }
  const summary = summarize(last);
  const others = same ?? passedOver ?? [];
  return (
    <article class="result" aria-label={same ? "Action and Rule" : formNames[form]}>
      {isNamed && <p class="result-form">{formNames[form]}</p>}
      <Verdict
        icon={summary.ending}
        word={summary.word}
        sentence={<SummarySentence summary={summary} />}
      >
        <Beside {...props} />
        {legs.length > 1 && <p class="detail">This is after the user came back.</p>}
        <ErrorCode leg={last} other={same?.at(-1)} />
        <Helps leg={last} form={form} summary={summary} view={view} />
      </Verdict>
      <Warnings
        items={[
          ...(summary.ending === "nothing" ? [] : noteUnset(view.sources)),
          ...view.notes.map((text) => ({ text })),
          ...warningsOf(form, { legs, others: same && others }),
        ]}
      />
      <LegDetails leg={last} view={view} />
      <EarlierLegs legs={legs.slice(0, -1)} view={view} />
    </article>
  );
}

interface CodeProps {
  readonly leg: PlayedLeg;
  /** The other form, where it does the same: the platform gives it another code. */
  readonly other: PlayedLeg | undefined;
}

/** The code by which the application can tell why a login ended. */
function ErrorCode({ leg, other }: CodeProps) {
  const [own, others] = [leg, other].map(
    (one) => one && errorResponse(one.outcome, one.report.form)?.error,
  );
  if (own === undefined) {
    return null;
  }
  return (
    <p class="detail">
      The error code is <code>{own}</code>
      {other && others !== undefined && others !== own && (
        <>
          , from the {formNames[other.report.form]} <code>{others}</code>
        </>
      )}
      .
    </p>
  );
}

/** How the other form compares. */
function Beside({ form, same, passedOver }: Props) {
  if (same) {
    return (
      <p class="beside same">
        <Icon name="same" /> {sameInBoth}
      </p>
    );
  }
  if (passedOver) {
    return (
      <p class="beside">
        This is the {formNames[form]}. For the {formNames[otherForm(form)]}: {passedOverSentence}.
      </p>
    );
  }
  return null;
}

/** The parts of a login up to a redirect, folded: what came of it in the end is above. */
function EarlierLegs({ legs, view }: Pick<Props, "legs" | "view">) {
  return (
    <>
      {legs.map((leg, index) => {
        const summary: Summary = summarize(leg);
        return (
          <details key={index} class="more-details">
            <summary>Before the redirect</summary>
            <p class="detail">{renderSummary(summary)}</p>
            <LegDetails leg={leg} view={view} />
          </details>
        );
      })}
    </>
  );
}
