// Loaded when the page for migrating is shown.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { plainRule } from "../../migrate/plain-rule.ts";
import type { Trial } from "../../explore/trial.ts";
import type { Migration } from "../../migrate/migrate.ts";
import { reportMigration } from "../../migrate/report/data.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Checking } from "./checking.tsx";
import { Needs } from "./needs.tsx";
import { RuleForm } from "./rule-form.tsx";
import { SideBySide } from "./side-by-side.tsx";
import type { MigrateSite } from "./site.ts";
import { useMigration, type MigrationControl } from "./use-migration.ts";
import { VerdictPanel } from "./verdict-panel.tsx";

interface Props {
  readonly site: MigrateSite;
  /** Told whether there is a result. */
  readonly onResult: (hasResult: boolean) => void;
}

/** Turns a Rule into an Action, and shows whether the two do the same. */
export function Migrator({ site, onResult }: Props): JSX.Element {
  const { bench } = site;
  const control = useMigration(bench, site.version);
  const { state } = control;
  const isDone = state.kind === "done";
  useLayoutEffect(() => {
    onResult(isDone);
  }, [isDone]);
  if (isDone) {
    return <Result site={site} control={control} migration={state.migration} />;
  }
  if (state.kind === "checking") {
    return <Checking rule={bench.rule} state={state} onStop={control.stop} />;
  }
  return <RuleForm site={site} control={control} />;
}

interface ResultProps {
  readonly site: MigrateSite;
  readonly control: MigrationControl;
  readonly migration: Migration;
}

function Result({ site, control, migration }: ResultProps) {
  const rule = plainRule(site.bench.rule);
  const report = reportMigration(migration, nameOf(rule));
  const [line, setLine] = useState<number>();
  const verdict = useRef<HTMLDivElement>(null);
  useEffect(() => {
    verdict.current?.querySelector("h3")?.focus();
  }, []);
  const action = report.verdict === "cannot" ? "" : report.code;
  const openPair = (trial?: Trial) => {
    site.bringPair({ kind: "pair", rule, action, ...(trial && { trial }) });
  };
  return (
    <>
      <div class="result-bar">
        <h2 class="result-title">
          <span class="rule-name">{report.rule}</span>
          {report.verdict !== "cannot" && <span class="badge">{levels[report.level]}</span>}
        </h2>
        <div class="result-buttons">
          <button type="button" class="plain" onClick={control.clear}>
            Edit the Rule
          </button>
          {action !== "" && (
            <>
              <button
                type="button"
                onClick={() => {
                  openPair();
                }}
              >
                Open in the playground
              </button>
              <CopyButton text={action} label="Copy Action" isPrimary />
            </>
          )}
        </div>
      </div>
      <div ref={verdict}>
        <VerdictPanel
          report={report}
          onLogin={openPair}
          onLine={setLine}
          onAdapter={() => {
            control.start("adapter");
          }}
        />
      </div>
      {report.verdict !== "cannot" && (
        <>
          <SideBySide
            rule={rule.trimEnd()}
            action={report.code.trimEnd()}
            rewrites={report.rewrites}
            marks={report.conditions.map((condition) => condition.line)}
            line={line}
          />
          <Needs report={report} />
        </>
      )}
    </>
  );
}

const levels: Readonly<Record<string, string>> = {
  idiomatic: "Idiomatic",
  wrapped: "Wrapped",
  adapter: "Adapter",
};

/** The name of the rule's function. */
function nameOf(rule: string): string {
  return /\bfunction\s+([\w$]+)/.exec(rule)?.[1] ?? "Your Rule";
}
