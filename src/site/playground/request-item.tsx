import type { JSX } from "preact";

import type { RequestLog } from "../../run/job.ts";
import { LongText } from "./value.tsx";

interface Props {
  readonly request: RequestLog;
}

/** A request that a script made, with the answer it got. */
export function RequestItem({ request }: Props): JSX.Element {
  const { method, url, body, answer } = request;
  return (
    <details class="request">
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
      {by === "tenant" && " by the tenant"}
    </span>
  );
}
