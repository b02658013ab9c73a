import { inputOf, type Trial } from "../../../explore/trial.ts";
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
      login: renderJson({ user, ...login }),
      answers: renderJson(sendsRequests ? [...answers, refused] : answers),
      ready: "",
      example: "",
      settings: "mine",
      outage: undefined,
    },
    rows: Object.entries(settings).map(([key, value]) => ({ key, value, secret: true })),
  };
}

function renderJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
