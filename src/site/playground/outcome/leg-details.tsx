import type { JSX } from "preact";

import { Part } from "../../ui/part.tsx";
import { LongText, Value } from "../../ui/value.tsx";
import type { PlayedLeg } from "../run/played.ts";
import { changesOf, type ShownChange } from "./words/changes.ts";
import { BreakingName } from "./breaking.tsx";
import { RequestItem } from "./request-item.tsx";
import { hasAnswersOfExample, type View } from "./view.ts";
import { renderTime, summarize } from "./words/summary.ts";

interface Props {
  readonly leg: PlayedLeg;
  readonly view: View;
}

/** All that a login did, up to its end or to where its user is sent away. */
export function LegDetails({ leg, view }: Props): JSX.Element {
  const { report } = leg;
  const { outcome, requests, milliseconds, notes } = report;
  // Where a login did something else, that nothing changed is worth a word; requests say it.
  const isWorthIt = summarize(leg).ending === "allowed" && requests.length === 0;
  const empty = isWorthIt ? { empty: "Nothing changed." } : {};
  return (
    <>
      <Part title="What changed" items={changesOf(leg)} {...empty}>
        {(change) => <ChangeLines change={change} />}
      </Part>
      {outcome.result === "allowed" && <Audience leg={leg} />}
      <Part title="Requests" items={requests}>
        {(request) => (
          <RequestItem
            request={request}
            isOpen={requests.length <= openRequests}
            isOfExample={hasAnswersOfExample(view)}
          />
        )}
      </Part>
      <Part title="Console" items={outcome.console} empty="Nothing was logged.">
        {({ level, text }) => (
          <code class={`console ${level}`}>
            {level !== "log" && <b>{level} </b>}
            <LongText text={text} />
          </code>
        )}
      </Part>
      <Part title="Notes" items={notes}>
        {(text) => <LongText text={text} />}
      </Part>
      {milliseconds !== null && milliseconds > 0 && (
        <p class="result-time">Took {renderTime(milliseconds)} on the login’s clock.</p>
      )}
    </>
  );
}

/** Requests that are shown in full from the start. */
const openRequests = 2;

/** A value as it was and as it is. */
function ChangeLines({ change }: { readonly change: ShownChange }) {
  const { place, name, isWords = false } = change;
  const label = (
    <b>
      {place !== "" && <span class="place">{place} </span>}
      <BreakingName name={name} />
    </b>
  );
  return (
    <>
      {"before" in change && (
        <del>
          {label} <Value value={change.before} />
        </del>
      )}
      {"after" in change && (
        <ins>
          {label}{" "}
          {isWords ? <LongText text={String(change.after)} /> : <Value value={change.after} />}
        </ins>
      )}
    </>
  );
}

/** Says which API the access token is for. */
function Audience({ leg: { report } }: { readonly leg: PlayedLeg }) {
  const { audience, outcome } = report;
  if (audience === undefined || Object.keys(outcome.accessToken).length === 0) {
    return null;
  }
  return (
    <p class="audience">
      {audience === null ? (
        "No API is asked for, so nobody can read the access token."
      ) : (
        <>
          The access token is for <code>{audience}</code>.
        </>
      )}
    </p>
  );
}
