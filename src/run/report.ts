import type { Names } from "../emulator/outcome/diff.ts";
import { audienceOf, hasAccessToken, isOpaque } from "../emulator/login/audience.ts";
import type { Outcome } from "../emulator/outcome/outcome.ts";
import { errorResponse } from "../emulator/outcome/respond.ts";
import type { Job, RequestLog, Result, RunOutcome } from "./job.ts";
import { redactData, type Redact } from "./secrets/secrets.ts";
import type { Form } from "../script/form/form.ts";

/** A key of metadata that is not as it was before the login. */
export interface Change {
  readonly key: string;
  /** Absent if the key is new. */
  readonly before?: unknown;
  /** Absent if the key is gone. */
  readonly after?: unknown;
}

/** One login as it is shown: without a value of a setting. */
export interface RunReport<Kind extends string = Form> {
  readonly name: string;
  readonly form: Kind;
  readonly files: readonly string[];
  /** The scripts that had their turn, in this order, by their ids or names. */
  readonly ran: readonly string[];
  readonly outcome: RunOutcome;
  readonly changes: {
    readonly userMetadata: readonly Change[];
    readonly appMetadata: readonly Change[];
  };
  readonly requests: readonly RequestLog[];
  /**
   * The API that the access token is for; null if the login asks for none, absent if there is no
   * access token.
   */
  readonly audience?: string | null;
  /** On the login's clock; null if the run had to be ended. */
  readonly milliseconds: number | null;
  /** What a person should know of the run. */
  readonly notes: readonly string[];
}

/** What a comparison of two logins found. */
export interface Comparison {
  /** What the two are called in sentences. */
  readonly compared: Names;
  /** Not proved where one of the two had no turn. */
  readonly verdict: "same" | "different" | "not proved";
  /** Where they differ, a sentence each; absent if that is not known. */
  readonly differences?: readonly string[];
}

/** All that a run of `try` tells. */
export interface Report extends Partial<Comparison> {
  readonly runs: readonly RunReport<Form | "both">[];
  /** What a person should know of what was given. */
  readonly notes: readonly string[];
}

export interface ReportSources<Kind extends string> {
  readonly name: string;
  readonly form: Kind;
  readonly job: Job;
  readonly result: Result;
  readonly redact: Redact;
}

/** What is told of one login. */
export function reportRun<Kind extends string>({
  name,
  form,
  job,
  result,
  redact,
}: ReportSources<Kind>): RunReport<Kind> {
  const { outcome, ran, requests, milliseconds, note, unused } = result;
  const { user_metadata: userMetadata = {}, app_metadata: appMetadata = {} } = job.user;
  const changes = {
    userMetadata: findChanges(userMetadata, outcome.userMetadata),
    appMetadata: findChanges(appMetadata, outcome.appMetadata),
  };
  const idle = unused.map(
    ({ method = "any", url }) => `no request asked for the answer to ${method} ${url}`,
  );
  const all = [note, tellRefusal(outcome), ...idle, ...noteUnreadable(job, outcome)];
  return {
    name,
    form,
    files: job.pipeline.map(({ file }) => file),
    ran: ran.map(redact),
    outcome: redactOutcome(outcome, redact),
    changes: redactChanges(changes, redact),
    requests: requests.map((request) => redactRequest(request, redact)),
    ...(hasAccessToken(job.login) && {
      audience: redactData(audienceOf(job.login) ?? null, redact),
    }),
    milliseconds: milliseconds ?? null,
    notes: all.filter((text) => text !== undefined).map(redact),
  };
}

/** Claims of an access token that nobody can read. */
function noteUnreadable({ login }: Job, { accessToken }: RunOutcome): string[] {
  const names = Object.keys(accessToken);
  const audience = audienceOf(login);
  if (names.length === 0 || !isOpaque(audience) || !hasAccessToken(login)) {
    return [];
  }
  const why =
    audience === undefined
      ? "the login asks for no API (resource_server.identifier, or audience in the request's query)"
      : `the login asks for ${audience} only`;
  const claims = names.map((name) => JSON.stringify(name)).join(", ");
  return [`the access token is opaque, so no application can read ${claims} in it: ${why}`];
}

/** What the application sees of an error with which a rule called back. */
function tellRefusal(outcome: Outcome): string | undefined {
  const response = outcome.calledBack && errorResponse(outcome, "rule");
  if (!response) {
    return undefined;
  }
  const { error, error_description: why } = response;
  return `the application sees a refusal, ${error}${why === "" ? " without a description" : `: ${why}`}`;
}

/** The keys that differ, each once, in the order of the code units. */
export function findChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({
      key,
      ...(Object.hasOwn(before, key) && { before: before[key] }),
      ...(Object.hasOwn(after, key) && { after: after[key] }),
    }));
}

/** What a login changed in its tenant beside the metadata of its user. */
export function tenantChanges({ tenant = {} }: Pick<Outcome, "tenant">): Change[] {
  return Object.entries(tenant).map(([key, change]) => ({ key, ...change }));
}

/** The words of the program itself stay: a setting may have the value "allowed". */
function redactOutcome(outcome: RunOutcome, redact: Redact): RunOutcome {
  const parts = Object.entries(outcome).map(([part, value]: [string, unknown]) => [
    part,
    redactData(value, redact),
  ]);
  const { result, console: lines } = outcome;
  return {
    ...(Object.fromEntries(parts) as Outcome),
    result,
    console: lines.map(({ level, text, script }) => ({
      level,
      text: redact(text),
      ...(script !== undefined && { script: redact(script) }),
    })),
  };
}

function redactChanges(changes: RunReport["changes"], redact: Redact): RunReport["changes"] {
  const redactAll = (list: readonly Change[]): Change[] =>
    list.map(({ key, ...values }) => ({
      key: redact(key),
      ...Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, redactData(value, redact)]),
      ),
    }));
  return {
    userMetadata: redactAll(changes.userMetadata),
    appMetadata: redactAll(changes.appMetadata),
  };
}

function redactRequest(request: RequestLog, redact: Redact): RequestLog {
  const { url, headers, body, answerHeaders, answer, error } = request;
  return {
    ...request,
    url: redact(url),
    ...(headers && { headers: redactData(headers, redact) }),
    ...(answerHeaders && { answerHeaders: redactData(answerHeaders, redact) }),
    ...(body !== undefined && { body: redact(body) }),
    ...(answer !== undefined && { answer: redact(answer) }),
    ...(error !== undefined && { error: redact(error) }),
  };
}
