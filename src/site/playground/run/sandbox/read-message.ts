import { isRecord } from "../../../../text/plain-data.ts";
import type { Message } from "../../../../run/job.ts";
import { list, number, optional, ownValue, record, shape, text, type Check } from "./checks.ts";
import { answer, failure, line, outcome, place, request } from "./result-checks.ts";

// A worker in which a stranger's script ran can say anything. What is not of the expected shape is
// dropped here, and what is may still be any text.

const messages: Readonly<Record<Message["kind"], Check>> = {
  unloadable: shape({ problem: place }),
  refused: shape({ message: text }),
  started: record,
  begun: shape({ script: text }),
  console: shape({ line }),
  dropped: record,
  request: shape({ index: number, request }),
  crashed: shape({ error: failure }),
  ended: shape({
    outcome,
    milliseconds: number,
    unused: list(answer),
    user: optional(shape({ user_id: text })),
    state: optional(text),
    dropped: number,
  }),
};

/** The message that a worker's text holds, or undefined if it holds none. */
export function readMessage(json: string): Message | undefined {
  const value = parse(json);
  return isMessage(value) ? value : undefined;
}

function isMessage(value: unknown): value is Message {
  if (!isRecord(value)) {
    return false;
  }
  const kind = ownValue(value, "kind");
  return (
    typeof kind === "string" &&
    Object.hasOwn(messages, kind) &&
    messages[kind as Message["kind"]](value)
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
