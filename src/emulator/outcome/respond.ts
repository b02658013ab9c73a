import type { Failure, Outcome } from "./outcome.ts";
import type { Form } from "../../script/form/form.ts";

/** What an application is told of a login that was not allowed. */
export interface ErrorResponse {
  /** Such as `access_denied`. */
  error: string;
  /** The reason or the message. */
  error_description: string;
}

/**
 * The OAuth error of an outcome; undefined for one that is allowed or redirected. A refusal by a
 * rule is `unauthorized`, all else `access_denied`: an action cannot choose the code. Sources:
 * https://auth0.com/docs/customize/actions/migrate/actions-migration-limitations and
 * https://community.auth0.com/t/why-am-i-getting-an-access-denied-error/63027
 */
export function errorResponse(outcome: Outcome, form: Form): ErrorResponse | undefined {
  switch (outcome.result) {
    case "denied":
      return {
        error: form === "rule" ? "unauthorized" : "access_denied",
        error_description: outcome.reason ?? "",
      };
    case "failed":
      return failureResponse(outcome.error ?? { name: "Error", message: "" });
    case "timed-out":
      return {
        error: "access_denied",
        error_description: "Request to Webtask exceeded allowed execution time",
      };
    default:
      return undefined;
  }
}

/** Errors of Auth0's own are named by their code. */
const ownErrors = new Set([
  "interaction_required",
  "invalid_request",
  "login_required",
  "mfa_required",
]);

/** Whether an application can tell the error from a refusal. */
export function hasOwnCode({ name }: Failure): boolean {
  return ownErrors.has(name);
}

function failureResponse(failure: Failure): ErrorResponse {
  const { name, message } = failure;
  return { error: hasOwnCode(failure) ? name : "access_denied", error_description: message };
}
