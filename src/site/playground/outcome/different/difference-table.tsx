import type { JSX } from "preact";

import { Icon } from "../../../ui/icon.tsx";
import { Value } from "../../../ui/value.tsx";
import type { FormDifference } from "../../run/compare-forms.ts";
import type { PlayedLeg } from "../../run/played.ts";
import { BreakingAddress } from "../breaking.tsx";
import { describePlace } from "../words/difference-place.ts";
import { makeReadable } from "../words/readable.ts";
import { shortAddress, summarize } from "../words/summary.ts";

interface Props {
  readonly differences: readonly FormDifference[];
  readonly rule: PlayedLeg;
  readonly action: PlayedLeg;
}

/** Differences that are shown: a script can make any number of them. */
const most = 100;

/** The parts in which rule and action differ, a row each. */
export function DifferenceTable({ differences, rule, action }: Props): JSX.Element {
  const more = differences.length - most;
  return (
    <table class="differences">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Rule</th>
          <th scope="col">Action</th>
        </tr>
      </thead>
      <tbody>
        {differences.slice(0, most).map((difference, index) => (
          <Row key={index} difference={difference} rule={rule} action={action} />
        ))}
        {more > 0 && (
          <tr>
            <td colSpan={3}>and {more.toLocaleString("en")} more</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

interface RowProps extends Omit<Props, "differences"> {
  readonly difference: FormDifference;
}

function Row({ difference, rule, action }: RowProps) {
  const { path } = difference;
  const [part = ""] = path;
  const isResult = part === "result";
  return (
    <tr>
      <th scope="row">{describePlace(path)}</th>
      <td data-form="Rule">
        {isResult ? <ResultCell leg={rule} /> : <ValueCell part={part} value={difference.rule} />}
      </td>
      <td data-form="Action">
        {isResult ? (
          <ResultCell leg={action} />
        ) : (
          <ValueCell part={part} value={difference.action} />
        )}
      </td>
    </tr>
  );
}

function ResultCell({ leg }: { readonly leg: PlayedLeg }) {
  const { redirect } = leg.report.outcome;
  const summary = summarize(leg);
  // That nothing happened is an opinion; the ending is what differs.
  const [icon, word] =
    summary.ending === "nothing"
      ? (["allowed", "Allowed"] as const)
      : ([summary.ending, summary.word] as const);
  return (
    <>
      <span class={`ended ${icon}`}>
        <Icon name={icon} />
        {word}
      </span>
      {redirect && (
        <div class="target">
          <BreakingAddress url={shortAddress(redirect.url)} />
        </div>
      )}
    </>
  );
}

interface CellProps {
  /** The part of the outcome that it is of. */
  readonly part: string;
  readonly value: unknown;
}

function ValueCell({ part, value }: CellProps) {
  if (value === undefined) {
    return <span class="soft">–</span>;
  }
  return (
    <code>
      <Value value={makeReadable(part, value)} />
    </code>
  );
}
