import type { JSX } from "preact";

import type { Answer } from "../../run/answers.ts";
import type { RequestLog } from "../../run/job.ts";

/** Lets the reader say what requests are answered with, beginning with these answers. */
export type OnAnswers = (answers: readonly Answer[]) => void;

interface Props {
  readonly requests: readonly RequestLog[];
  readonly onAnswers: OnAnswers;
}

/** Says that requests got what no service would answer: a script may fail for that alone. */
export function MadeUpAnswers({ requests, onAnswers }: Props): JSX.Element | null {
  const { length } = requests.filter(({ by }) => by === "default");
  if (length === 0) return null;
  return (
    <p class="notice made-up">
      {length === 1 ? "A request" : `${length.toLocaleString("en")} requests`} got the made-up
      answer 200 and {"{}"}. If the script misses something in it, say what the service answers.{" "}
      <button
        type="button"
        class="plain"
        onClick={() => {
          onAnswers(beginAnswers(requests));
        }}
      >
        {length === 1 ? "Write its answer" : "Write their answers"}
      </button>
    </p>
  );
}

/** An answer for each request that has none, to be completed. */
function beginAnswers(requests: readonly RequestLog[]): readonly Answer[] {
  const answers = requests
    .filter(({ by }) => by === "default")
    .map(({ method, url }) => ({ method, url: url.replace(/[?#].*$/, ""), status: 200, body: {} }));
  return [...new Map(answers.map((answer) => [`${answer.method} ${answer.url}`, answer])).values()];
}
