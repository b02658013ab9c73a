import type { JSX } from "preact";

import { nameOfLogin } from "../draft/pick-login.ts";
import type { RunControl, RunState } from "../run/use-runs.ts";
import { CannotRun, Refusal } from "./cannot-run.tsx";
import { ComeBack } from "./come-back.tsx";
import { DifferentResult } from "./different/different-result.tsx";
import { FormResult } from "./form-result.tsx";
import type { View } from "./view.ts";

interface Props {
  readonly control: RunControl;
  readonly view: View;
}

/** What came of the last run. */
export function Results({ control, view }: Props): JSX.Element {
  const { state, isBusy, comeBack } = control;
  switch (state.kind) {
    case "none":
      return <NothingYet view={view} />;
    case "broken":
      return (
        <CannotRun
          sentence={state.isSandbox ? ". The sandbox stopped." : `. ${state.message}`}
          {...(state.isSandbox && { detail: state.message })}
          label="Try again"
          onClick={view.onRun}
        />
      );
    case "wrong": {
      const { text, problem } = state.at;
      return (
        <CannotRun
          sentence={`. The ${text === "login" ? "login is" : "answers are"} not valid.`}
          detail={problem.message}
          label={`Go to line ${problem.line}`}
          onClick={() => {
            view.onPlace(text, problem);
          }}
        />
      );
    }
    case "played":
      return (
        <>
          <Played state={state} view={view} />
          {comeBack && (
            <ComeBack control={comeBack} settings={view.sources.values} isBusy={isBusy} />
          )}
        </>
      );
  }
}

function NothingYet({ view: { sources } }: Pick<Props, "view">) {
  const name = nameOfLogin(sources.draft, sources.examples);
  return (
    <p class="empty">
      Nothing has run yet. Press Run to play {name === "" ? "this login" : `“${name}”`}.
    </p>
  );
}

interface PlayedProps {
  readonly state: Extract<RunState, { kind: "played" }>;
  readonly view: View;
}

/** Both forms as one where they do the same, with the differences first where they do not. */
function Played({ state: { runs, comparison }, view }: PlayedProps) {
  const legsOf = (form: "action" | "rule") => {
    const run = runs.find((one) => one.form === form);
    return run?.kind === "played" ? run.legs : [];
  };
  const [action, rule] = [legsOf("action"), legsOf("rule")];
  if (runs.length === 0) {
    return <p class="empty">There is no code to run.</p>;
  }
  switch (comparison?.kind) {
    case "same":
      return <FormResult form="action" legs={action} same={rule} view={view} />;
    case "passed-over":
      return <FormResult form="rule" legs={rule} passedOver={action} view={view} />;
    case "different": {
      const { differences } = comparison;
      return <DifferentResult action={action} rule={rule} differences={differences} view={view} />;
    }
    default:
      return (
        <>
          {runs.map((run) =>
            run.kind === "played" ? (
              <FormResult
                key={run.form}
                form={run.form}
                legs={run.legs}
                isNamed={runs.length > 1}
                view={view}
              />
            ) : (
              <Refusal key={run.form} run={run} view={view} />
            ),
          )}
        </>
      );
  }
}
