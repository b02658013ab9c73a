import { isRecord } from "../../../text/plain-data.ts";
import type { Failure, Outcome } from "../../../emulator/outcome/outcome.ts";
import type { Message, RequestLog, RunLine } from "../../../run/job.ts";

// A worker in which a stranger's script ran can say anything. What is not of the expected shape is dropped here, and
// what is may still be any text.

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number" && Number.isFinite(value);
const record: Check = isRecord;
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.some((word) => word === value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every((item) => check(item));
const recordOf =
  (check: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(check);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
/** An object with these properties, and perhaps others. */
const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(checks).every(([key, check]) => check(ownValue(value, key)));

function ownValue(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

const line = shape({ level: text, text, script: optional(text) } satisfies Record<
  keyof RunLine,
  Check
>);

const failure = shape({
  name: text,
  message: text,
  code: optional(text),
  stack: optional(text),
} satisfies Record<keyof Failure, Check>);

const outcome = shape({
  result: oneOf("allowed", "denied", "redirected", "failed", "timed-out"),
  endedBy: optional(text),
  reason: optional(text),
  error: optional(failure),
  calledBack: optional((value) => value === true),
  redirect: optional(shape({ url: text })),
  prompt: optional(shape({ id: text })),
  idToken: record,
  accessToken: record,
  scope: optional(list(text)),
  notIssued: optional(list(oneOf("idToken", "refreshToken"))),
  userMetadata: record,
  appMetadata: record,
  tenant: optional(recordOf(record)),
  multifactor: optional(shape({ provider: text })),
  challenges: optional(list(shape({ kind: text, factors: list(text) }))),
  saml: optional(record),
  primaryUser: optional(text),
  session: optional(record),
  refreshToken: optional(record),
  underWay: optional(list(text)),
  console: list(line),
  warnings: list(text),
} satisfies Record<keyof Outcome, Check>);

const request = shape({
  method: text,
  url: text,
  headers: optional(recordOf(text)),
  body: optional(text),
  by: oneOf("mock", "tenant", "default"),
  status: optional(number),
  answerHeaders: optional(recordOf(text)),
  answer: optional(text),
  error: optional(text),
} satisfies Record<keyof RequestLog, Check>);

const place = shape({ file: text, line: number, column: number, message: text });
const answer = shape({ url: text, method: optional(text) });

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
  if (!isRecord(value)) return false;
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
