import type { Draft, TextName } from "./draft/draft.ts";
import { pickLogin } from "./draft/pick-login.ts";
import type { Place } from "./draft/place.ts";
import type { View } from "./outcome/view.ts";
import { readAnswers } from "./run/read-texts.ts";

interface Sources extends Pick<View, "sources" | "notes" | "onRun"> {
  /** Runs once what is changed now is there. */
  readonly runSoon: () => void;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly onPlace: (text: TextName, place: Place) => void;
}

/** What an outcome is shown with, and what its buttons do. */
export function useView({ runSoon, ...given }: Sources) {
  const { onChange, onPlace } = given;
  const { draft, examples } = given.sources;
  const view: View = {
    ...given,
    onAnswers: (begun) => {
      const read = readAnswers(draft.answers);
      const answers =
        read.kind === "read" ? JSON.stringify([...read.value, ...begun], null, 2) : draft.answers;
      onChange({ answers, outage: undefined });
      // Between the brackets of the last body.
      const line = answers.split("\n").length - 2;
      onPlace("answers", { line, column: '    "body": {'.length + 1 });
    },
    onExampleSettings: () => {
      onChange({ settings: "example", example: draft.example || (examples[0]?.title ?? "") });
      runSoon();
    },
    onExample: (title) => {
      onChange(pickLogin(draft, { kind: "example", title }, { examples, now: new Date() }));
      runSoon();
    },
  };
  return { ...view, onChange };
}
