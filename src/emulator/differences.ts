import type { Outcome } from "./outcome.ts";

/** A difference between a rule and its action that the platform itself has. */
export interface PlatformDifference {
  id: string;
  sentence: string;
  /** Takes the difference out of an outcome. */
  level?: (outcome: Outcome) => Outcome;
}

/**
 * All differences that the outcomes of one login may have between the two forms.
 * Source: https://auth0.com/docs/customize/actions/migrate/migrate-from-rules-to-actions
 */
export const platformDifferences: readonly PlatformDifference[] = [
  {
    id: "stack",
    sentence: "The stack of an error names the function of its form.",
    level: (outcome) => {
      if (!outcome.error) return outcome;
      const { name, message } = outcome.error;
      return { ...outcome, error: { name, message } };
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
      "After a redirect all rules run again; of actions only the one that redirected, if it has onContinuePostLogin.",
  },
];

/** An outcome without the differences that can be taken out, for comparison with the other form's. */
export function levelOutcome(outcome: Outcome): Outcome {
  return platformDifferences.reduce(
    (levelled, { level }) => level?.(levelled) ?? levelled,
    outcome,
  );
}
