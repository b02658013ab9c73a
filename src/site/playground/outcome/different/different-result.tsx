import type { JSX } from "preact";

import type { FormDifference } from "../../run/compare-forms.ts";
import type { PlayedLeg } from "../../run/played.ts";
import { DifferenceTable } from "./difference-table.tsx";
import { FormResult } from "../form-result.tsx";
import { Parts, Verdict } from "../verdict.tsx";
import type { View } from "../view.ts";
import { noteUnset, warningsOf, Warnings } from "../warnings.tsx";
import { describeBoth } from "../words/status.ts";
import { summarize, type Summary } from "../words/summary.ts";

interface Props {
  readonly rule: readonly PlayedLeg[];
  readonly action: readonly PlayedLeg[];
  readonly differences: readonly FormDifference[];
  readonly view: View;
}

/** Both forms side by side, with what is different before all else. */
export function DifferentResult({ rule, action, differences, view }: Props): JSX.Element | null {
  const [ofRule, ofAction] = [rule.at(-1), action.at(-1)];
  if (!ofRule || !ofAction) {
    return null;
  }
  const { length } = differences;
  const count = length === 1 ? "1 difference" : `${length.toLocaleString("en")} differences`;
  const quiet = { ...view, notes: [] };
  return (
    <>
      <Verdict icon="different" word="Different" sentence={describeBoth(ofRule, ofAction)}>
        <p class="detail">On this login: {count}.</p>
      </Verdict>
      <DifferenceTable differences={differences} rule={ofRule} action={ofAction} />
      <Warnings
        items={[
          ...noteUnset(view.sources),
          ...view.notes.map((text) => ({ text })),
          ...warningsOf("rule", { legs: rule, others: action }),
        ]}
      />
      <Shared rule={summarize(ofRule)} action={summarize(ofAction)} />
      <details class="more-details">
        <summary>Everything the Rule did</summary>
        <FormResult form="rule" legs={rule} view={quiet} />
      </details>
      <details class="more-details">
        <summary>Everything the Action did</summary>
        <FormResult form="action" legs={action} view={quiet} />
      </details>
    </>
  );
}

/** What both did alike. */
function Shared({ rule, action }: { readonly rule: Summary; readonly action: Summary }) {
  const textOf = ({ parts }: Summary["effects"][number]) => parts.map(({ text }) => text).join("");
  const others = action.effects.map(textOf);
  const shared = rule.effects.filter((effect) => others.includes(textOf(effect)));
  if (shared.length === 0) {
    return null;
  }
  return (
    <section class="part">
      <h4>Same in both</h4>
      <ul>
        {shared.map(({ parts }, index) => (
          <li key={index}>
            <Parts parts={parts} />
          </li>
        ))}
      </ul>
    </section>
  );
}
