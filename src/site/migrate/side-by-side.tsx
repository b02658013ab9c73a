import type { JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { RewriteReport } from "../../migrate/report/data.ts";
import { linesOf as piecesByLine } from "../ui/code/code-lines.ts";
import { Pieces } from "../ui/code/code-view.tsx";
import type { CodePiece } from "../ui/code/highlight.ts";
import { useHighlighted } from "../ui/code/use-highlighted.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Segments } from "../ui/segments.tsx";
import { phone, useMedia } from "../ui/hooks/use-media.ts";
import { alignLines, linksOf, type Row } from "./align.ts";
import { capitalize } from "./capitalize.ts";
import { Changes } from "./changes.tsx";

interface Props {
  readonly rule: string;
  readonly action: string;
  readonly rewrites: readonly RewriteReport[];
  /** The line of the Rule that each condition is about, in their order. */
  readonly marks: readonly (number | undefined)[];
  /** A line of the Rule to be shown. */
  readonly line: number | undefined;
}

type Side = "rule" | "action";
type View = Side | "changes";

/**
 * Rule and Action, with the lines that belong together in one row. On a phone one of them, or what
 * changed.
 */
export function SideBySide(props: Props): JSX.Element {
  const isPhone = useMedia(phone);
  const [view, setView] = useState<View>("action");
  const [active, setActive] = useState<readonly number[]>([]);
  const { rewrites, action, line } = props;
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => {
    if (line !== undefined) {
      setActive(linksOf(rewrites, "ruleLines", line));
      table.current
        ?.querySelector(`[data-line="${line}"]`)
        ?.scrollIntoView({ block: "center", behavior: "instant" });
    }
  }, [line]);
  return (
    <section class="panel pair" aria-label="Rule and Action">
      {isPhone && (
        <Segments<View>
          name="pair-view"
          legend="Show"
          chosen={view}
          options={[
            { id: "rule", label: "Rule" },
            { id: "action", label: "Action" },
            { id: "changes", label: "Changes" },
          ]}
          onChoose={setView}
        />
      )}
      {isPhone && view === "changes" ? (
        <Changes {...props} />
      ) : (
        <>
          <table ref={table} class={isPhone ? `only-${view}` : ""}>
            <colgroup>
              <col class="numbers of-rule" />
              <col class="of-rule" />
              <col class="numbers of-action" />
              <col class="of-action" />
            </colgroup>
            <thead>
              <tr>
                <th colSpan={2}>Rule</th>
                <th colSpan={2}>
                  <span>Action</span>
                  <CopyButton text={action} label="Copy" />
                </th>
              </tr>
            </thead>
            <Rows {...props} active={active} onActive={setActive} />
          </table>
          <Explanation rewrites={rewrites} active={active} />
        </>
      )}
    </section>
  );
}

interface RowsProps extends Props {
  readonly active: readonly number[];
  readonly onActive: (links: readonly number[]) => void;
}

function Rows({ rule, action, rewrites, marks, active, onActive }: RowsProps) {
  const pieces = { rule: usePieces(rule), action: usePieces(action) };
  const rows = useMemo(
    () => alignLines(rule.split("\n"), action.split("\n"), rewrites),
    [rule, action, rewrites],
  );
  const sideOf = (row: Row, side: Side) => (
    <Cells
      side={side}
      line={row[side]}
      pieces={pieces[side][(row[side] ?? 0) - 1] ?? []}
      links={linksAt(rewrites, side, row[side])}
      notes={side === "rule" ? notesAt(marks, row.rule) : []}
      active={active}
      onActive={onActive}
    />
  );
  return (
    <tbody onKeyDown={moveByArrows}>
      {rows.map((row, index) => (
        <tr key={index}>
          {sideOf(row, "rule")}
          {sideOf(row, "action")}
        </tr>
      ))}
    </tbody>
  );
}

function usePieces(code: string): readonly (readonly CodePiece[])[] {
  const highlighted = useHighlighted(code);
  return useMemo(
    () => piecesByLine(highlighted ?? [{ text: code, kind: "" }]),
    [highlighted, code],
  );
}

function linksAt(
  rewrites: readonly RewriteReport[],
  side: Side,
  line: number | undefined,
): readonly number[] {
  return line === undefined ? [] : linksOf(rewrites, `${side}Lines`, line);
}

/** The numbers of the conditions of a line. */
function notesAt(marks: Props["marks"], line: number | undefined): readonly number[] {
  return marks.flatMap((mark, index) => (mark !== undefined && mark === line ? [index + 1] : []));
}

interface CellsProps extends Pick<RowsProps, "active" | "onActive"> {
  readonly side: Side;
  readonly line: number | undefined;
  readonly pieces: readonly CodePiece[];
  readonly links: readonly number[];
  readonly notes: readonly number[];
}

/** The number of a line and the line itself, or a place where none belongs. */
function Cells({ side, line, pieces, links, notes, active, onActive }: CellsProps) {
  if (line === undefined) {
    return <td class={`none of-${side}`} colSpan={2} />;
  }
  const isLinked = links.length > 0;
  const isActive = links.some((link) => active.includes(link));
  const choose = () => {
    if (isLinked) {
      onActive(links);
    }
  };
  const classes = `of-${side}${isActive ? " active" : ""}`;
  return (
    <>
      <td class={`line-number ${classes}`} {...(side === "rule" && { "data-line": line })}>
        {isLinked ? (
          <button
            type="button"
            aria-label={`Line ${line} of the ${side}`}
            onFocus={choose}
            onClick={choose}
          >
            {line}
          </button>
        ) : (
          line
        )}
        {notes.map((note) => (
          <span key={note} class="number">
            {note}
          </span>
        ))}
      </td>
      <td class={`line-code ${classes}`} onMouseEnter={choose} onClick={choose}>
        <code>
          <Pieces pieces={pieces} />
        </code>
      </td>
    </>
  );
}

/** The arrows lead from one line that became another to the next. */
function moveByArrows(event: TargetedKeyboardEvent<HTMLElement>): void {
  const step = new Map([
    ["ArrowDown", 1],
    ["ArrowUp", -1],
  ]).get(event.key);
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) {
    return;
  }
  event.preventDefault();
  const side = event.target.closest(".of-rule") ? ".of-rule" : ".of-action";
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(`${side} > button`)];
  buttons[buttons.indexOf(event.target) + step]?.focus();
}

/** Says what became of the lines that are lit. */
function Explanation({ rewrites, active }: Pick<RowsProps, "rewrites" | "active">) {
  const found = active.flatMap((number) => rewrites[number] ?? []);
  const [first] = found;
  const sentences = [...new Set(found.map(({ sentence }) => sentence))];
  return (
    <p class="explanation" role="status">
      {first ? (
        <>
          <strong>
            {describeLines(first.ruleLines)} became {describeLines(first.actionLines).toLowerCase()}
            .
          </strong>{" "}
          {sentences.map((sentence) => `${capitalize(sentence)}.`).join(" ")}
        </>
      ) : (
        "Point at a line to see what it became."
      )}
    </p>
  );
}

function describeLines([first, last]: readonly [number, number]): string {
  return first === last ? `Line ${first}` : `Lines ${first} to ${last}`;
}
