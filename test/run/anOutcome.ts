import type { Outcome } from "../../src/emulator/outcome/outcome.ts";

/** The outcome of a login that did nothing, apart from the changes. */
export function anOutcome(changes: Partial<Outcome> = {}): Outcome {
  return {
    result: "allowed",
    idToken: {},
    accessToken: {},
    userMetadata: {},
    appMetadata: {},
    console: [],
    warnings: [],
    ...changes,
  };
}
