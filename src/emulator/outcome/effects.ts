import type { Multifactor, Outcome } from "./outcome.ts";

/** What a pipeline asks for. */
export interface Effects {
  idToken: Record<string, unknown>;
  accessToken: Record<string, unknown>;
  scope?: string[];
  notIssued?: NonNullable<Outcome["notIssued"]>;
  multifactor?: Multifactor;
  saml?: Record<string, unknown>;
  primaryUser?: string;
}

/** What a pipeline asks for that does nothing. */
export function noEffects(): Effects {
  return { idToken: {}, accessToken: {} };
}

/** A pipeline that ended early. */
export type Stop =
  | { kind: "denied"; reason: string }
  /**
   * `calledBack`: a rule called back with the error, which refuses the login, and did not throw it.
   */
  | { kind: "failed"; error: unknown; calledBack?: true };
