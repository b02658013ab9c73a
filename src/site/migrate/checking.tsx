import type { JSX } from "preact";

import { plainRule } from "../../migrate/plain-rule.ts";
import type { MigrationState } from "./bench.ts";
import { SideBySide } from "./side-by-side.tsx";

interface Props {
  readonly rule: string;
  readonly state: Extract<MigrationState, { kind: "checking" }>;
  readonly onStop: () => void;
}

/** Logins that a search tries. */
const all = 500;

/** Shown while logins are searched on which Rule and Action differ. The Action is there by then. */
export function Checking({ rule, state: { code, progress }, onStop }: Props): JSX.Element {
  return (
    <>
      <section class="panel checking" aria-label="Verdict">
        <p role="status">
          Checking…
          {progress && (
            <span class="counted">
              {" "}
              {progress.logins} logins · {progress.reached} of {progress.branches} branches
            </span>
          )}
        </p>
        <progress aria-label="Logins" max={all} value={progress?.logins ?? 0} />
        <button type="button" onClick={onStop}>
          Stop
        </button>
      </section>
      {code !== undefined && (
        <SideBySide
          rule={plainRule(rule).trimEnd()}
          action={code.trimEnd()}
          rewrites={[]}
          marks={[]}
          line={undefined}
        />
      )}
    </>
  );
}
