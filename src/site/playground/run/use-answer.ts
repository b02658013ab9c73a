import { useState } from "preact/hooks";

import type { ExampleReturn } from "../../../template/examples/example.ts";
import { answerTo, type AnswerDraft, type HeldAnswer } from "./answer-draft.ts";
import type { Draft } from "../draft/draft.ts";
import type { Away } from "./redirect-token.ts";

interface Sources {
  readonly draft: Draft;
  readonly values: Readonly<Record<string, string>>;
  /** How the user of the chosen example comes back. */
  readonly back: ExampleReturn | undefined;
}

/** What a user who was sent away comes back with; it outlives a run. */
export function useAnswer({ draft, values, back }: Sources) {
  const [held, setHeld] = useState<HeldAnswer>();
  return {
    held,
    write: (written: AnswerDraft) => {
      setHeld((now) => now && { ...now, written });
    },
    /** What there is to answer to this redirect, at this moment. */
    renew: (away: Away): AnswerDraft => {
      const code = `${draft.action}\n${draft.rule}`;
      const next = answerTo(away, { settings: values, code, now: new Date(), back }, held);
      setHeld(next);
      return next.written;
    },
  };
}
