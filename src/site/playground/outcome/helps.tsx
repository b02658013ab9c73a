import type { JSX } from "preact";

import type { Form } from "../../../script/form/form.ts";
import { Keys } from "../../ui/keys.tsx";
import { Value } from "../../ui/value.tsx";
import type { PlayedLeg } from "../run/played.ts";
import { findReason, type LoginDifference, type Reason } from "./words/reasons.ts";
import { Stack } from "./stack.tsx";
import { missingPackage, type Summary } from "./words/summary.ts";
import { beginAnswers, type View } from "./view.ts";

interface Props {
  readonly leg: PlayedLeg;
  readonly form: Form;
  readonly summary: Summary;
  readonly view: View;
}

/** Why a login ended as it did, and what to do about it. */
export function Helps({ leg, form, summary, view }: Props): JSX.Element | null {
  const { outcome, requests } = leg.report;
  switch (summary.ending) {
    case "nothing": {
      const reason = findReason(requests, view.sources);
      return reason ? <WhyNothing reason={reason} leg={leg} view={view} /> : null;
    }
    case "redirected":
      return <p class="detail">The login waits for the user to come back.</p>;
    case "failed":
      return (
        <>
          <MissingPackage message={outcome.error?.message ?? ""} />
          <Stack
            stack={outcome.error?.stack ?? ""}
            form={form}
            onPlace={(place) => {
              view.onPlace(form, place);
            }}
          />
          <MadeUp leg={leg} view={view} />
        </>
      );
    default:
      return <MadeUp leg={leg} view={view} />;
  }
}

interface WhyProps {
  readonly reason: Reason;
  readonly leg: PlayedLeg;
  readonly view: View;
}

function WhyNothing({ reason, leg, view }: WhyProps) {
  switch (reason.kind) {
    case "settings":
      return (
        <>
          <p class="detail">
            Why: <Keys keys={reason.keys} /> {reason.keys.length === 1 ? "has" : "have"} no value.
          </p>
          {view.sources.examples.length > 0 && (
            <button type="button" onClick={view.onExampleSettings}>
              Use the example’s settings
            </button>
          )}
        </>
      );
    case "answer":
      return <MadeUp leg={leg} view={view} />;
    case "login":
      return (
        <>
          <Unlike example={reason.example} differences={reason.differences} />
          <button
            type="button"
            onClick={() => {
              view.onExample(reason.example);
            }}
          >
            Run “{reason.example}”
          </button>
        </>
      );
  }
}

interface UnlikeProps {
  readonly example: string;
  readonly differences: readonly LoginDifference[];
}

/** In what a login is not like one on which the template acts. */
function Unlike({ example, differences }: UnlikeProps) {
  if (differences.length === 0) {
    return <p class="detail">Why: this login is not like “{example}”.</p>;
  }
  return (
    <p class="detail">
      Why:{" "}
      {differences.map(({ path, here, there }, index) => (
        <span key={path}>
          {index > 0 && "; "}
          <code>{path}</code>{" "}
          {here === undefined ? (
            "is not set"
          ) : (
            <>
              is <Value value={here} />
            </>
          )}
          , and <Value value={there} /> in “{example}”
        </span>
      ))}
      .
    </p>
  );
}

/** Says that requests got what no service would answer: a script may have failed for that alone. */
function MadeUp({ leg, view }: Pick<Props, "leg" | "view">) {
  const { requests } = leg.report;
  const reason = findReason(requests, { ...view.sources, configuration: [] });
  if (reason?.kind !== "answer") {
    return null;
  }
  const { hosts } = reason;
  return (
    <>
      <p class="detail">
        {hosts.join(", ")} got a made-up answer: 200 and <code>{"{}"}</code>.
      </p>
      <button
        type="button"
        onClick={() => {
          view.onAnswers(beginAnswers(requests));
        }}
      >
        {hosts.length === 1 ? "Write its answer" : "Write their answers"}
      </button>
    </>
  );
}

/** Where packages are that this page does not have. */
function MissingPackage({ message }: { readonly message: string }) {
  const name = missingPackage(message);
  if (name === undefined) {
    return null;
  }
  return (
    <p class="detail">
      On your own machine: <code>npx rules-templates try --package {name}</code>
    </p>
  );
}
