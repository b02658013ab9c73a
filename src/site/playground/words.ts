import { errorResponse } from "../../emulator/outcome/respond.ts";
import type { Form } from "../../script/form/form.ts";
import type { RunReport } from "../../run/report.ts";
import type { FormRun } from "./runs.ts";
import type { RunState } from "./use-runs.ts";

/** How a login ended, for people. */
export interface Headline {
  readonly tone: "good" | "bad" | "warn" | "away";
  readonly title: string;
  /** A sentence more, where there is one to say. */
  readonly detail: string | undefined;
}

/** The outcome in words. */
export function headlineOf({ outcome, form, milliseconds }: RunReport): Headline {
  const { result, error, redirect, prompt } = outcome;
  const response = errorResponse(outcome, form);
  switch (result) {
    case "allowed":
      return { tone: "good", title: "The login is allowed", detail: undefined };
    case "denied": {
      const detail = response && tellApplication(response.error, response.error_description);
      return { tone: "bad", title: "The login is denied", detail };
    }
    case "redirected": {
      const detail = redirect ? undefined : `The form ${prompt?.id ?? ""} is shown.`;
      return { tone: "away", title: "The user is redirected", detail };
    }
    case "failed": {
      // An error of Auth0's own is an answer to the application, and no fault of the script.
      if (response && error?.name === response.error) {
        return {
          tone: "bad",
          title: "The login failed",
          detail: tellApplication(response.error, response.error_description),
        };
      }
      const detail = error && `${error.name}: ${error.message}`;
      return { tone: "bad", title: `The ${form} failed`, detail };
    }
    case "timed-out": {
      const late =
        form === "rule" ? "No rule called back in time." : "The action did not end in time.";
      return {
        tone: "warn",
        title: "The login timed out",
        detail: milliseconds === null ? undefined : late,
      };
    }
  }
}

function tellApplication(error: string, description: string): string {
  const what = description === "" ? error : `${error}: ${description}`;
  return `The application is told ${what}`;
}

export const formNames: Readonly<Record<Form, string>> = { action: "Action", rule: "Rule" };

/** A time on a login's clock, or in the browser. */
export function renderTime(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  return whole < 1000 ? `${whole} ms` : `${Math.round(milliseconds / 100) / 10} s`;
}

/** What came of a run in a sentence or two, for those who do not see it. */
export function statusOf(state: RunState): string {
  switch (state.kind) {
    case "none":
      return "";
    case "broken":
      return `The sandbox is not there: ${state.message}`;
    case "wrong":
      return `The ${state.at.text === "login" ? "login" : "answers"} cannot be read.`;
    case "played": {
      const { runs, differences } = state;
      const told = runs.map((run) => `${formNames[run.form]}: ${titleOf(run)}.`);
      if (differences?.length === 0) told.push("Both do the same.");
      else if (differences) told.push("The two differ.");
      return told.join(" ");
    }
  }
}

function titleOf(run: FormRun): string {
  if (run.kind === "refused") return "the login cannot begin";
  if (run.kind === "unloadable") return "the platform cannot compile it";
  const leg = run.legs.at(-1);
  return leg ? headlineOf(leg.report).title : "";
}
