import { comparePlayed } from "../../explore/compare.ts";
import type { Played } from "../../explore/play.ts";
import type { Json, Trial } from "../../explore/trial.ts";
import { hidesProfile } from "../../explore/platform.ts";
import { valueAt } from "../../explore/places.ts";
import type { RequestLog, Result } from "../../run/job.ts";
import { isRecord } from "../../text/plain-data.ts";
import type { Both } from "./pair.ts";

/** A difference between rules and actions that the platform has, whatever a rule does. */
export interface GeneralCondition {
  readonly id: string;
  /** What has to be true for the two to do the same. For people, without a final period. */
  readonly sentence: string;
  readonly source: string;
  /** Whether this alone can be why they differ on a login. */
  readonly explains: (trial: Trial, both: Both) => boolean;
}

const actions = "https://auth0.com/docs/customize/actions/";

/** Told of only where they explain a difference. */
export const generalConditions: readonly GeneralCondition[] = [
  {
    id: "failed-write",
    sentence: "Auth0 can store the metadata: if it cannot, a rule notices, an action does not",
    source: `${actions}explore-triggers/signup-and-login-triggers/login-trigger`,
    explains: ({ login }) => "management" in login,
  },
  {
    id: "refused-write",
    sentence:
      "Auth0 takes the metadata: for keys that it refuses, a rule gets an error and an action does not",
    source: "https://auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data",
    explains: (_trial, { action }) =>
      [...action.legs, action.result].some(({ outcome }) =>
        outcome.warnings.some((text) => text.startsWith("metadata are not stored: ")),
      ),
  },
  {
    id: "write-before-failure",
    sentence:
      "what the rule stored before it failed is of no use: a rule's stays, an action that fails stores nothing",
    source: `${actions}reference/post-login/post-login-api-object`,
    explains: (_trial, { rule, action }) =>
      isFailure(rule) &&
      comparePlayed(withoutMetadata(rule), withoutMetadata(action), ["", ""]).length === 0,
  },
  {
    id: "silent-service",
    sentence:
      "the services that the rule does not wait for answer: the action waits for them, and so does the login",
    source: `${actions}limitations`,
    explains: (_trial, { rule, action }) =>
      action.result.outcome.result === "timed-out" &&
      rule.result.outcome.result !== "timed-out" &&
      rule.result.requests.some(isUnanswered),
  },
  {
    id: "merged-metadata",
    sentence:
      "no key of app_metadata is a property of the profile: a rule sees it in its place, an action does not",
    source: "https://auth0.com/docs/customize/rules/user-object-in-rules",
    explains: hidesProfile,
  },
  {
    id: "saml-value",
    sentence:
      "each SAML attribute is a text of at most 2,048 characters, a number, a boolean or a list of these, which is all that an action can set",
    source: `${actions}reference/post-login/post-login-api-object`,
    explains: (_trial, { rule, action }) =>
      !canSetAttributes(rule.result) || failsWith(action, /^A SAML attribute /),
  },
  {
    id: "primary-user",
    sentence: "the id of a primary user is a text of at most 128 characters",
    source: `${actions}limitations`,
    explains: (_trial, { action }) => failsWith(action, /^The primary user must be /),
  },
  {
    id: "no-scopes",
    sentence: "the application asks for scopes, where the rule sets none",
    source: `${actions}handling-scopes-in-actions`,
    explains: (trial, { rule }) =>
      rule.result.outcome.scope?.length === 0 && scopePaths.some((path) => isEmpty(trial, path)),
  },
  {
    id: "long-scope",
    sentence: "no scope has more than 280 characters, which is all that an action can add",
    source: `${actions}reference/post-login/post-login-api-object`,
    explains: (_trial, { action }) =>
      failsWith(action, /^The value for the scope exceeds the allowed maximum/),
  },
  {
    id: "null-reason",
    sentence: "the reason of a denial is not null, which a rule would give as a text",
    source: `${actions}reference/post-login/post-login-api-object`,
    explains: (_trial, { rule, action }) =>
      rule.result.outcome.reason === "null" && action.result.outcome.reason === "",
  },
  {
    id: "unknown-email",
    sentence: "the user has email_verified: an event says false where there is none",
    source: `${actions}reference/post-login/post-login-event-object`,
    explains: (trial) => isGone(trial, ["user", "email_verified"]),
  },
  {
    id: "no-metadata",
    sentence: "the application and the connection have metadata, if only empty, as in each event",
    source: `${actions}reference/post-login/post-login-event-object`,
    explains: (trial) =>
      isGone(trial, ["login", "client", "metadata"]) ||
      isGone(trial, ["login", "connection", "metadata"]),
  },
];

/** Where a login says which scopes it is for. */
const scopePaths: readonly (readonly string[])[] = [
  ["login", "transaction", "requested_scopes"],
  ["login", "transaction", "target_scopes"],
  ["login", "request", "query", "scope"],
  ["login", "request", "body", "scope"],
];

/** Whether there are no scopes in the place: an empty list of them, or a text without one. */
function isEmpty(trial: Trial, path: readonly string[]): boolean {
  const root: Json = trial;
  const scopes = valueAt(root, path);
  const isText = typeof scopes === "string" && scopes.trim() === "";
  return scopes === null || isText || (Array.isArray(scopes) && scopes.length === 0);
}

/** In a trial, null is what is not there. */
function isGone(trial: Trial, path: readonly string[]): boolean {
  const root: Json = trial;
  return valueAt(root, path) === null;
}

function isFailure({ result: { outcome } }: Played): boolean {
  return outcome.result === "failed" || outcome.result === "timed-out";
}

/** What is logged of a request that a service takes and never answers. */
function isUnanswered({ error }: RequestLog): boolean {
  return error === "no answer";
}

/** Whether the API refused what an action gave it. */
function failsWith({ result: { outcome } }: Played, message: RegExp): boolean {
  return outcome.result === "failed" && message.test(outcome.error?.message ?? "");
}

function withoutMetadata(played: Played): Played {
  const strip = (result: Result): Result => ({
    ...result,
    outcome: { ...result.outcome, appMetadata: {}, userMetadata: {} },
  });
  return { ...played, result: strip(played.result), legs: played.legs.map(strip) };
}

const longest = 2048;

function canSetAttributes({ outcome: { saml } }: Result): boolean {
  const attributes = saml?.["attributes"];
  return !isRecord(attributes) || Object.values(attributes).every(canBeAttribute);
}

function canBeAttribute(value: unknown): boolean {
  const items: unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
  return items.every((item) =>
    typeof item === "string"
      ? item.length <= longest
      : typeof item === "number" || typeof item === "boolean",
  );
}
