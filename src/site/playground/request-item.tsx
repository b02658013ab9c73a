import type { JSX } from "preact";

import type { Answer } from "../../run/answers.ts";
import type { RequestLog } from "../../run/job.ts";
import { LongText } from "./value.tsx";

interface Props {
  readonly request: RequestLog;
  /** Lets the reader say what such a request is answered with. */
  readonly onAnswer: (answer: Answer) => void;
}

/** A request that a script made, with the answer it got. */
export function RequestItem({ request, onAnswer }: Props): JSX.Element {
  const { method, url, body, answer, by } = request;
  return (
    <details class="request" open={by === "default"}>
      <summary>
        <span class="method">{method}</span> <span class="url">{url}</span>{" "}
        <Ending request={request} />
      </summary>
      <dl>
        {body !== undefined && body !== "" && (
          <>
            <dt>Sent</dt>
            <dd>
              <LongText text={body} />
            </dd>
          </>
        )}
        {answer !== undefined && answer !== "" && (
          <>
            <dt>Got</dt>
            <dd>
              <LongText text={answer} />
            </dd>
          </>
        )}
      </dl>
      {by === "default" && (
        <p class="hint">
          Nobody said what this request is answered with, so it got 200 and {"{}"}.{" "}
          <button
            type="button"
            class="plain"
            onClick={() => {
              onAnswer({ method, url: url.replace(/\?.*$/, ""), status: 200, body: {} });
            }}
          >
            Give it an answer
          </button>
        </p>
      )}
    </details>
  );
}

function Ending({ request: { status, error, by } }: Pick<Props, "request">) {
  if (error !== undefined) return <span class="ending bad">{error}</span>;
  if (status === undefined) return <span class="ending">no answer yet</span>;
  return (
    <span class={`ending ${status < 400 ? "good" : "bad"}`}>
      {status}
      {by === "default" && " by default"}
    </span>
  );
}
