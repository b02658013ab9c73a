import type { JSX } from "preact";

import type { RewriteReport } from "../../migrate/report/data.ts";

import { capitalize } from "./capitalize.ts";

interface Props {
  readonly rule: string;
  readonly action: string;
  readonly rewrites: readonly RewriteReport[];
}

/** Each line that became another, the old one above the new one, and why. */
export function Changes({ rule, action, rewrites }: Props): JSX.Element {
  const lines = { rule: rule.split("\n"), action: action.split("\n") };
  return (
    <ol class="changes">
      {rewrites.map(({ ruleLines, actionLines, sentence }, index) => (
        <li key={index}>
          <Excerpt kind="old" lines={lines.rule} range={ruleLines} />
          <Excerpt kind="new" lines={lines.action} range={actionLines} />
          <p class="hint">{capitalize(sentence)}.</p>
        </li>
      ))}
    </ol>
  );
}

/** Lines that are shown of a longer stretch. */
const most = 3;

interface ExcerptProps {
  readonly kind: "old" | "new";
  readonly lines: readonly string[];
  readonly range: readonly [first: number, last: number];
}

function Excerpt({ kind, lines, range: [first, last] }: ExcerptProps) {
  const shown = lines.slice(first - 1, Math.min(last, first + most - 1));
  const isCut = last - first >= most;
  return (
    <pre class={kind} aria-label={kind === "old" ? "Rule" : "Action"}>
      {shown.map((line) => line.trim()).join("\n")}
      {isCut && "\n…"}
    </pre>
  );
}
