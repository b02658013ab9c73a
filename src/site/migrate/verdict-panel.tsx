import type { ComponentChildren, JSX } from "preact";

import type { Trial } from "../../explore/trial.ts";
import type {
  ConditionReport,
  MigratedReport,
  MigrationReport,
  ObstacleReport,
} from "../../migrate/report/data.ts";
import { count, describeTest } from "../../migrate/report/words.ts";
import { Verdict } from "../playground/outcome/verdict.tsx";
import { whyNotLoaded } from "../playground/draft/trial-draft.ts";
import { capitalize } from "./capitalize.ts";
import type { IconName } from "../ui/icon.tsx";

interface Props {
  readonly report: MigrationReport;
  /** Opens a login in the playground. */
  readonly onLogin: (trial: Trial) => void;
  /** Shows a line of the Rule. */
  readonly onLine: (line: number) => void;
  /** Makes an adapter instead. */
  readonly onAdapter: () => void;
}

/** Says whether the Action does what the Rule did, under which conditions, or why there is none. */
export function VerdictPanel(props: Props): JSX.Element {
  const { report } = props;
  if (report.verdict === "cannot") {
    const { obstacles } = report;
    return (
      <section class="panel verdict-panel" aria-label="Verdict">
        <Verdict
          icon="cannot"
          word="Cannot be migrated"
          sentence={`: ${count(obstacles.length, "reason")}.`}
        />
        <Obstacles {...props} obstacles={obstacles} />
      </section>
    );
  }
  const { icon, word, sentence } = describe(report);
  return (
    <section class="panel verdict-panel" aria-label="Verdict">
      <Verdict
        icon={icon}
        word={word}
        sentence={sentence}
        {...(icon === "same-under" && { count: report.conditions.length })}
      >
        <p class="detail">In our emulation of what Auth0 documents.</p>
      </Verdict>
      <DifferencePart {...props} report={report} />
      {report.conditions.length > 0 && (
        <ol class="findings">
          {report.conditions.map((condition, index) => (
            <Condition key={index} {...props} condition={condition} number={index + 1} />
          ))}
        </ol>
      )}
      {report.obstacles.length > 0 && (
        <>
          <h4>Why it is inside an adapter</h4>
          <Obstacles {...props} obstacles={report.obstacles} />
        </>
      )}
      {report.exploration.notes.map((note) => (
        <p key={note} class="note">
          {note}.
        </p>
      ))}
    </section>
  );
}

function describe({ verdict, conditions, exploration }: MigratedReport): {
  icon: IconName;
  word: string;
  sentence: string;
} {
  const { same, branches, why = "" } = exploration;
  const reach = ` that reach ${branches.reached} of ${count(branches.all, "branch", "branches")}`;
  const tried = ` on ${count(same, "login")}${branches.all > 0 ? reach : ""}.`;
  switch (verdict) {
    case "same":
      return { icon: "same", word: "Same", sentence: tried };
    case "same under conditions": {
      const lenient = describeLenient(conditions);
      if (lenient !== undefined) {
        const rest = `Otherwise the same${tried.slice(0, -1)}, under ${count(conditions.length, "condition")}.`;
        return { icon: "different", word: lenient, sentence: `. ${rest}` };
      }
      const word = `Same under ${count(conditions.length, "condition")}`;
      return { icon: "same-under", word, sentence: `,${tried}` };
    }
    case "different":
      return { icon: "different", word: "Different", sentence: "; no condition explains it." };
    case "not proved":
      return { icon: "not-proved", word: "Not proved", sentence: `: ${why}.` };
  }
}

/** What an Action may do that its Rule does not, where a condition is not met. */
function describeLenient(conditions: readonly ConditionReport[]): string | undefined {
  const letsIn = conditions.some(({ admitted, unasked }) => admitted > unasked);
  const asksLess = conditions.some(({ unasked }) => unasked > 0);
  if (!letsIn && !asksLess) {
    return undefined;
  }
  const what = [
    ...(letsIn ? ["lets in what the Rule refused"] : []),
    ...(asksLess ? ["does not ask for the factor that the Rule asks for"] : []),
  ];
  return `Where a condition is not met, the Action ${what.join(", or ")}`;
}

function DifferencePart({ report, onLogin, onAdapter }: Props & { report: MigratedReport }) {
  const { difference, brokenLaw } = report.exploration;
  if (!difference) {
    return null;
  }
  return (
    <div class="finding">
      <ul>
        {difference.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {brokenLaw !== undefined && <li>{brokenLaw}</li>}
      </ul>
      <div class="buttons">
        <LoadButton onLogin={onLogin} trial={difference.trial} />
        {report.level !== "adapter" && (
          <button type="button" onClick={onAdapter}>
            Use the adapter
          </button>
        )}
      </div>
    </div>
  );
}

interface ConditionProps extends Pick<Props, "onLogin" | "onLine"> {
  readonly condition: ConditionReport;
  readonly number: number;
}

function Condition({ condition, number, onLogin, onLine }: ConditionProps) {
  const { line, sentence, source, login } = condition;
  const test = describeTest(condition);
  return (
    <Finding number={number} line={line} onLine={onLine}>
      <div class="said">
        <p>
          {capitalize(sentence)}. <a href={source}>Source</a>
        </p>
        {test !== "" && <p class="hint">{capitalize(test)}.</p>}
      </div>
      {login && <LoadButton onLogin={onLogin} trial={login} />}
    </Finding>
  );
}

function Obstacles({ obstacles, onLine }: Props & { obstacles: readonly ObstacleReport[] }) {
  return (
    <ol class="findings">
      {obstacles.map(({ line, reason, instead, source }, index) => (
        <Finding key={index} number={undefined} line={line} onLine={onLine}>
          <div class="said">
            <p>{capitalize(reason)}.</p>
            <p class="hint">
              Instead: {instead}. <a href={source}>Source</a>
            </p>
          </div>
        </Finding>
      ))}
    </ol>
  );
}

interface FindingProps extends Pick<Props, "onLine"> {
  readonly number: number | undefined;
  readonly line: number | undefined;
  readonly children: ComponentChildren;
}

function Finding({ number, line, onLine, children }: FindingProps) {
  return (
    <li class="finding">
      {number !== undefined && <span class="number">{number}</span>}
      {line !== undefined && line > 0 && (
        <button
          type="button"
          class="plain place"
          onClick={() => {
            onLine(line);
          }}
        >
          line {line}
        </button>
      )}
      {children}
    </li>
  );
}

function LoadButton({ onLogin, trial }: Pick<Props, "onLogin"> & { trial: Trial }) {
  const why = whyNotLoaded(trial);
  if (why !== undefined) {
    return <p class="hint">{why}</p>;
  }
  return (
    <button
      type="button"
      class="load"
      onClick={() => {
        onLogin(trial);
      }}
    >
      Load this login
    </button>
  );
}
