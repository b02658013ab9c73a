import type { Outcome } from "./outcome.ts";

/** A difference between a rule and its action that the platform itself has. */
export interface PlatformDifference {
  /** A short name. */
  id: string;
  /** What is different. */
  sentence: string;
  /** Takes the difference out of an outcome. */
  level?: (outcome: Outcome) => Outcome;
}

/** Why an action without `onContinuePostLogin` does nothing where the user returns. */
export const passedOverSentence =
  "the action did not run: when a user returns from a redirect, only onContinuePostLogin of the action that redirected them does";

/**
 * All differences that the outcomes of one login may have between the two forms.
 * Source: https://auth0.com/docs/customize/actions/migrate/migrate-from-rules-to-actions
 */
export const platformDifferences: readonly PlatformDifference[] = [
  {
    id: "stack",
    sentence: "The stack of an error names the function of its form.",
    level: (outcome) => {
      if (!outcome.error) {
        return outcome;
      }
      const error = { ...outcome.error };
      delete error.stack;
      return { ...outcome, error };
    },
  },
  {
    id: "name",
    sentence: "A rule is called by its id or by the name of its function, an action by its file.",
    level: (outcome) => {
      const levelled = { ...outcome };
      delete levelled.endedBy;
      return levelled;
    },
  },
  {
    id: "scope-order",
    sentence: "A rule replaces the list of scopes, an action adds to it and removes from it.",
    level: (outcome) =>
      outcome.scope ? { ...outcome, scope: [...outcome.scope].sort() } : outcome,
  },
  {
    id: "warnings",
    sentence: "Some warnings are about what only one form can do, such as a second callback.",
    level: (outcome) => ({ ...outcome, warnings: [] }),
  },
  {
    id: "error-code",
    sentence:
      "A rule's UnauthorizedError reaches the application as unauthorized, an action's denial as access_denied.",
  },
  {
    id: "refusal",
    sentence:
      "A rule that calls back with an Error fails, an action that denies does not; the application is told access_denied and the text of both.",
  },
  {
    id: "failed-write",
    sentence:
      "A rule can notice that metadata could not be stored; an action cannot, its login goes on.",
  },
  {
    id: "write-before-failure",
    sentence:
      "What a rule stored before it failed or ran out of time stays; an action's writes are discarded.",
  },
  {
    id: "remember-browser",
    sentence:
      "Without allowRememberBrowser, a rule lets the browser be remembered, an action does not.",
  },
  {
    id: "primary-user",
    sentence: "Metadata that an action sets together with the primary user are lost.",
  },
  {
    id: "redirect-callback",
    sentence:
      "After a redirect all rules run again, with the protocol redirect-callback; of actions only the one that redirected goes on, in onContinuePostLogin.",
  },
  {
    id: "redirect-now",
    sentence:
      "Rules after one that redirects still run before the redirect, actions after one do not.",
  },
  {
    id: "redirect-once",
    sentence: "Rules can redirect once per login, each action can.",
  },
  {
    id: "challenge",
    sentence:
      "An action can ask for a factor before the next action runs, a rule only after all rules.",
  },
  {
    id: "user-edits",
    sentence: "Later rules see what a rule changes of the user in memory, later actions do not.",
  },
  {
    id: "absent-metadata",
    sentence: "A rule sees undefined where a user has no metadata, an action an empty object.",
  },
  {
    id: "merged-metadata",
    sentence: "A rule sees app_metadata in the root of the user as well, an action does not.",
  },
  {
    id: "provider-tokens",
    sentence: "A rule sees the tokens of the identity providers, an action does not.",
  },
  {
    id: "connection-options",
    sentence: "A rule sees the options of the connection, an action does not.",
  },
  {
    id: "global",
    sentence: "Rules share global between logins, actions have a cache for strings.",
  },
];

/**
 * An outcome without the differences that can be taken out, for comparison with the other form's.
 */
export function levelOutcome(outcome: Outcome): Outcome {
  return platformDifferences.reduce(
    (levelled, { level }) => level?.(levelled) ?? levelled,
    outcome,
  );
}

/** How warnings of a second callback begin. */
export const secondCallbackSentence = "a second callback";
