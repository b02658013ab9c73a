import type { JSX } from "preact";

import { passedOverSentence } from "../../../emulator/outcome/differences.ts";
import type { Form } from "../../../script/form/form.ts";
import { formNames } from "../../model/form-names.ts";
import { LongText } from "../../ui/value.tsx";
import { otherForm } from "../draft/code.ts";
import type { PlayedLeg } from "../run/played.ts";
import { unsetKeys, type RunSources } from "./words/reasons.ts";

interface Warning {
  readonly text: string;
  /** The form that it is of, where the other one has none. */
  readonly form?: Form;
}

interface Sources {
  readonly legs: readonly PlayedLeg[];
  /** The other form's, where both are shown as one. */
  readonly others?: readonly PlayedLeg[] | undefined;
}

/** What the platform would do silently, in all parts of a login, and in which of the forms. */
export function warningsOf(form: Form, { legs, others }: Sources): Warning[] {
  const own = textsOf(legs);
  if (!others) {
    return own.map((text) => ({ text }));
  }
  const of = textsOf(others);
  return [
    ...own.map((text) => (of.includes(text) ? { text } : { text, form })),
    ...of.filter((text) => !own.includes(text)).map((text) => ({ text, form: otherForm(form) })),
  ];
}

/** Settings that a template needs and that have no value, in a sentence. */
export function noteUnset(sources: RunSources): Warning[] {
  const keys = unsetKeys(sources);
  if (keys.length === 0) {
    return [];
  }
  return [{ text: `${keys.join(", ")} ${keys.length === 1 ? "has" : "have"} no value.` }];
}

function textsOf(legs: readonly PlayedLeg[]): string[] {
  const all = legs.flatMap(({ report }) => report.outcome.warnings);
  return [...new Set(all)].filter((text) => text !== passedOverSentence);
}

/** Warnings that are shown: a script can cause any number of them. */
const most = 100;

/** Warnings, above all details. */
export function Warnings({ items }: { readonly items: readonly Warning[] }): JSX.Element | null {
  if (items.length === 0) {
    return null;
  }
  const more = items.length - most;
  return (
    <ul class="warnings" aria-label="Warnings">
      {items.slice(0, most).map(({ text, form }, index) => (
        <li key={index}>
          {form && <strong>{formNames[form]} only: </strong>}
          <LongText text={text} />
        </li>
      ))}
      {more > 0 && <li>and {more.toLocaleString("en")} more</li>}
    </ul>
  );
}
