import type { JSX } from "preact";

import type { Failure } from "../../emulator/outcome/outcome.ts";
import { tenantChanges, type Change, type RunReport } from "../../run/report.ts";
import { MODULE_NAMES } from "../sandbox/module-names.ts";
import type { Place } from "./code-mirror.ts";
import { MadeUpAnswers, type OnAnswers } from "./made-up-answers.tsx";
import { Part } from "./part.tsx";
import { RequestItem } from "./request-item.tsx";
import { RedirectAddress } from "./redirect-address.tsx";
import type { PlayedLeg } from "./runs.ts";
import { Stack } from "./stack.tsx";
import { LongText, Value } from "./value.tsx";
import { headlineOf, renderTime } from "./words.ts";

interface Props {
  readonly leg: PlayedLeg;
  /** Shows a place in the code. */
  readonly onPlace: (place: Place) => void;
  readonly onAnswers: OnAnswers;
}

/** What came of a login, up to its end or to where its user is sent away. */
export function LegView({ leg, onPlace, onAnswers }: Props): JSX.Element {
  const { report, profile, elapsed, state } = leg;
  const { outcome, changes, requests, milliseconds, notes } = report;
  const { tone, title, detail } = headlineOf(report);
  const before = { user_metadata: changes.userMetadata, app_metadata: changes.appMetadata };
  const inTenant = tenantChanges(outcome).filter(({ key }) => !isOfProfile(key, leg));
  const lists = [profile, changes.userMetadata, changes.appMetadata, inTenant];
  const hasEffect = lists.some(({ length }) => length > 0);
  return (
    <>
      <div class={`headline ${tone}`}>
        <h3>{title}</h3>
        {detail !== undefined && (
          <p>
            <LongText text={detail} />
          </p>
        )}
        {outcome.error && <MissingModule error={outcome.error} />}
        {outcome.redirect && <RedirectAddress url={outcome.redirect.url} />}
        {state !== undefined && (
          <p class="hint">
            Auth0 appends <code>state={state}</code> to the address.
          </p>
        )}
        {outcome.error?.stack !== undefined && (
          <Stack stack={outcome.error.stack} form={report.form} onPlace={onPlace} />
        )}
      </div>
      <p class="result-time">
        {milliseconds !== null && `${renderTime(milliseconds)} on the login's clock, `}
        {renderTime(elapsed)} in this browser
      </p>
      <MadeUpAnswers requests={requests} onAnswers={onAnswers} />
      <Part title="Notes" items={notes}>
        {(text) => <LongText text={text} />}
      </Part>
      {!hasEffect && <p class="hint">Nothing that is stored for the user has changed.</p>}
      <Part title="User" items={profile}>
        {(change) => <ChangeLines change={change} />}
      </Part>
      {Object.entries(before).map(([name, list]) => (
        <Part key={name} title={name} items={list}>
          {(change) => <ChangeLines change={change} />}
        </Part>
      ))}
      <Part title="Tenant" items={inTenant}>
        {(change) => <ChangeLines change={change} />}
      </Part>
      <Part title="ID token" items={Object.entries(outcome.idToken)}>
        {namedValue}
      </Part>
      {outcome.result === "allowed" && <Audience audience={report.audience} />}
      <Part title="Access token" items={Object.entries(outcome.accessToken)}>
        {namedValue}
      </Part>
      <Part title="Login" items={effectsOf(report.outcome)}>
        {namedValue}
      </Part>
      <Part title="Requests" items={requests}>
        {(request) => <RequestItem request={request} />}
      </Part>
      <Part title="Console" items={outcome.console}>
        {({ level, text }) => (
          <code class={`console ${level}`}>
            {level !== "log" && <b>{level} </b>}
            <LongText text={text} />
          </code>
        )}
      </Part>
      <Part title="Warnings" items={outcome.warnings}>
        {(text) => <LongText text={text} />}
      </Part>
    </>
  );
}

/** Whether a change of the tenant is told as one of the user already. */
function isOfProfile(key: string, { profile, userAfter }: PlayedLeg): boolean {
  return profile.some((change) => key === `user ${userAfter.user_id} ${change.key}`);
}

/** Says what modules there are, where one is missing that the platform has, or may have. */
function MissingModule({ error }: { readonly error: Failure }) {
  if (!error.message.startsWith("Cannot find module ")) return null;
  const last = MODULE_NAMES.length - 1;
  return (
    <p class="hint">
      This page has only the modules {MODULE_NAMES.slice(0, last).join(", ")} and{" "}
      {MODULE_NAMES[last]}. On your own machine, <code>npx rules-templates try</code> has all of
      Node’s, and <code>--package NAME</code> adds packages.
    </p>
  );
}

/** Says which API the access token is for. */
function Audience({ audience }: { readonly audience: RunReport["audience"] | undefined }) {
  if (audience === undefined) return null;
  if (audience === null)
    return <p class="hint">No API is asked for, so nobody can read the access token.</p>;
  return (
    <p class="hint">
      The access token is for <code>{audience}</code>.
    </p>
  );
}

function namedValue([name, value]: readonly [string, unknown]) {
  return (
    <code class="pair">
      <b>{name}</b> <Value value={value} />
    </code>
  );
}

/** What else a login asks for, by the names that the tests of templates use. */
function effectsOf(outcome: PlayedLeg["outcome"]): [string, unknown][] {
  const { scope, notIssued, multifactor, challenges, saml, primaryUser } = outcome;
  const { session, refreshToken } = outcome;
  const asked = { multifactor, challenges, scope, notIssued, saml, primaryUser };
  const effects = { ...asked, session, refreshToken };
  return Object.entries(effects).filter(([, value]) => value !== undefined);
}

/** A key as it was and as it is. */
function ChangeLines({ change }: { readonly change: Change }) {
  const { key } = change;
  return (
    <>
      {"before" in change && (
        <del>
          <b>{key}</b> <Value value={change.before} />
        </del>
      )}
      {"after" in change && (
        <ins>
          <b>{key}</b> <Value value={change.after} />
        </ins>
      )}
    </>
  );
}
