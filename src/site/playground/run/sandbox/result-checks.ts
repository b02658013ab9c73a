import type { Failure, Outcome } from "../../../../emulator/outcome/outcome.ts";
import type { RequestLog, RunLine } from "../../../../run/job.ts";
import {
  list,
  number,
  oneOf,
  optional,
  record,
  recordOf,
  shape,
  text,
  type Check,
} from "./checks.ts";

export const line = shape({ level: text, text, script: optional(text) } satisfies Record<
  keyof RunLine,
  Check
>);

export const failure = shape({
  name: text,
  message: text,
  code: optional(text),
  stack: optional(text),
} satisfies Record<keyof Failure, Check>);

export const outcome = shape({
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

export const request = shape({
  method: text,
  url: text,
  headers: optional(recordOf(text)),
  body: optional(text),
  by: oneOf("mock", "tenant", "nobody", "default"),
  status: optional(number),
  answerHeaders: optional(recordOf(text)),
  answer: optional(text),
  error: optional(text),
} satisfies Record<keyof RequestLog, Check>);

export const place = shape({ file: text, line: number, column: number, message: text });
export const answer = shape({ url: text, method: optional(text) });
