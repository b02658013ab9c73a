import type { JSX } from "preact";

import type { RequestLog } from "../../../run/job.ts";
import { LongText } from "../../ui/value.tsx";
import { BreakingAddress } from "./breaking.tsx";

interface Props {
  readonly request: RequestLog;
  /** Whether it is unfolded from the start. */
  readonly isOpen: boolean;
  /** Whether the answers are those of an example. */
  readonly isOfExample: boolean;
}

/** A request that a script made, with the answer it got. */
export function RequestItem({ request, isOpen, isOfExample }: Props): JSX.Element {
  const { method, url, headers, body, answerHeaders, answer } = request;
  return (
    <details class="request" open={isOpen}>
      <summary>
        <span class="method">{method}</span> <BreakingAddress url={url} />{" "}
        <Ending request={request} isOfExample={isOfExample} />
      </summary>
      <Side title="Sent" headers={headers} body={body} />
      <Side title="Got" headers={answerHeaders} body={answer} />
    </details>
  );
}

interface SideProps {
  readonly title: string;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly body: string | undefined;
}

/** What went in one direction: headers, then the body. */
function Side({ title, headers = {}, body = "" }: SideProps) {
  const shown = renderBody(body, headers["content-type"] ?? "");
  const rows = [...Object.entries(headers), ...(body === "" ? [] : [["body", shown] as const])];
  if (rows.length === 0) {
    return null;
  }
  return (
    <div class="side">
      <h5>{title}</h5>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <LongText text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A body as people read it: forms a field a line, and what is long of JSON over several lines. */
function renderBody(body: string, type: string): string {
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return [...new URLSearchParams(body)].map(([name, value]) => `${name}=${value}`).join("\n");
  }
  return body.length > longestLine ? indentJson(body) : body;
}

/** Characters of JSON that stay on one line. */
const longestLine = 60;

function indentJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Ending({ request, isOfExample }: Omit<Props, "isOpen">) {
  const { status, error, by } = request;
  if (error !== undefined) {
    return <span class="ending bad">{error}</span>;
  }
  if (status === undefined) {
    return <span class="ending">no answer yet</span>;
  }
  return (
    <>
      <span class={`ending ${status < 400 ? "good" : "bad"}`}>{status}</span>
      {by === "mock" && isOfExample && <span class="by">, from the example</span>}
      {by === "default" && <span class="by">, made up</span>}
      {by === "tenant" && <span class="by">, by the tenant</span>}
    </>
  );
}
