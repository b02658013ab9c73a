import { begin } from "../../../explore/logins/domain.ts";
import { inputOf, type Trial } from "../../../explore/trial.ts";
import { isRecord } from "../../../text/plain-data.ts";
import type { LoginDescription } from "../../../emulator/login/login.ts";
import type { Form } from "../../../script/form/form.ts";
import type { Draft } from "./draft.ts";
import type { SettingRow } from "./setting-rows.ts";

/** A login that a search has made, as a reader edits one. */
export interface TrialDraft {
  readonly draft: Pick<Draft, "login" | "answers" | "ready" | "example" | "settings" | "outage">;
  readonly rows: readonly SettingRow[];
}

/** Requests that nothing else answers are refused, as they are in a search. */
const refused = { url: "*", error: "ECONNREFUSED" };

/**
 * Describes a login of a search for the playground.
 *
 * @param codes what is run: code without an address sends no request that would need an answer
 */
export function describeTrial(trial: Trial, codes: Readonly<Record<Form, string>>): TrialDraft {
  const { user, login, settings, answers } = inputOf(trial);
  const sendsRequests = Object.values(codes).some((code) => code.includes("://"));
  return {
    draft: {
      login: renderJson({ user, ...withManagement(login), now: new Date(begin).toISOString() }),
      answers: renderJson(sendsRequests ? [...answers, refused] : answers),
      ready: "",
      example: "",
      settings: "mine",
      outage: undefined,
    },
    rows: Object.entries(settings).map(([key, value]) => ({ key, value, secret: true })),
  };
}

/** How the Management API answers is a part of the tenant where a reader writes a login. */
function withManagement(login: LoginDescription & { readonly management?: unknown }): object {
  const { management, ...rest } = login;
  if (management === undefined) {
    return rest;
  }
  const tenant: object = isRecord(rest.tenant) ? rest.tenant : {};
  return { ...rest, tenant: { ...tenant, management } };
}

/** Why the playground cannot show what a login of a search shows; undefined if it can. */
export function whyNotLoaded({ returns, later }: Trial): string | undefined {
  if (later.length > 0) {
    return "It takes several logins to show this, and the playground plays one at a time.";
  }
  return returns.length > 0
    ? "Its user comes back from a redirect, which the playground cannot load."
    : undefined;
}

function renderJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
