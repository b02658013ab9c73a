import { isRecord } from "../../../text/plain-data.ts";
import type { Return } from "../../../emulator/login/transaction.ts";
import type { ExampleReturn } from "../../../template/examples/example.ts";
import { answerToken, renderTimes, signAnswer, type Away, type Sources } from "./redirect-token.ts";

/** What a user comes back with, as the reader writes it. */
export interface AnswerDraft {
  /** name=value, a line each. */
  readonly parameters: string;
  readonly isPost: boolean;
  /**
   * Whether a signed token is among it: its parameter, the setting it is signed with, and its
   * payload as JSON.
   */
  readonly signs: boolean;
  readonly name: string;
  readonly key: string;
  readonly payload: string;
  /** What the user enters into a form, as JSON; undefined if they were sent elsewhere. */
  readonly fields: string | undefined;
  /** What the form itself sets, which only an example says. */
  readonly vars: Readonly<Record<string, unknown>> | undefined;
}

/** What an answer is offered by. */
export interface OfferSources extends Sources {
  /** How the user of the example comes back. */
  readonly back?: ExampleReturn | undefined;
}

/** An answer to a redirect: as it was offered, and what the reader has made of it. */
export interface HeldAnswer {
  readonly away: Away;
  readonly offered: AnswerDraft;
  readonly written: AnswerDraft;
}

/**
 * The answer to another redirect, or to the same one at another time: what the reader has changed
 * stays as it is.
 */
export function answerTo(
  away: Away,
  sources: OfferSources,
  before: HeldAnswer | undefined,
): HeldAnswer {
  const offered = offerAnswer(away, sources);
  return { away, offered, written: before ? renew(before, offered) : offered };
}

function offerAnswer(away: Away, sources: OfferSources): AnswerDraft {
  const { back } = sources;
  const token = answerToken(away, sources);
  const [first = ""] = Object.keys(sources.settings);
  const claims = token?.payload ?? (back?.token ? renderTimes(away, sources.now) : {});
  return {
    parameters: renderParameters({ ...back?.query, ...back?.body }),
    isPost: back?.body !== undefined,
    signs: back ? back.token !== undefined : token !== undefined,
    name: back?.token?.name ?? token?.name ?? "session_token",
    key: back?.token?.secret ?? token?.key ?? first,
    payload: render({ ...claims, ...back?.token?.payload }),
    fields: away.url === "" ? render(back?.prompt?.fields ?? {}) : undefined,
    vars: back?.prompt?.vars,
  };
}

function renderParameters(parameters: Readonly<Record<string, unknown>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("\n");
}

function renew({ written, offered }: HeldAnswer, next: AnswerDraft): AnswerDraft {
  const isOwn = (name: keyof AnswerDraft) => written[name] !== offered[name];
  return {
    parameters: isOwn("parameters") ? written.parameters : next.parameters,
    isPost: isOwn("isPost") ? written.isPost : next.isPost,
    fields: isOwn("fields") && next.fields !== undefined ? written.fields : next.fields,
    vars: next.vars,
    signs: isOwn("signs") ? written.signs : next.signs,
    name: isOwn("name") ? written.name : next.name,
    key: isOwn("key") ? written.key : next.key,
    payload: renewPayload(written.payload, offered.payload, next.payload),
  };
}

/**
 * Renews the claims, such as `state` and `iat`, that still say what was offered. What is no JSON is
 * left alone.
 */
function renewPayload(written: string, offered: string, next: string): string {
  if (written === offered) {
    return next;
  }
  const [own, before, after] = [written, offered, next].map(readObject);
  if (!own || !before || !after) {
    return written;
  }
  const claims = Object.entries(own).map(([name, value]) => {
    const isOffered = JSON.stringify(value) === JSON.stringify(before[name]);
    return [name, isOffered && name in after ? after[name] : value];
  });
  const added = Object.entries(after).filter(([name]) => !(name in before) && !(name in own));
  return render(Object.fromEntries([...claims, ...added]) as Record<string, unknown>);
}

/** What Auth0 gets at the return, or what is wrong with the answer. */
export function makeReturn(
  answer: AnswerDraft,
  settings: Readonly<Record<string, string>>,
): Return | string {
  const token = answer.signs ? sign(answer, settings) : {};
  if (typeof token === "string") {
    return token;
  }
  const parameters = readParameters(answer.parameters);
  if (typeof parameters === "string") {
    return parameters;
  }
  const fields = answer.fields === undefined ? {} : readObject(answer.fields);
  if (!fields) {
    return "The fields of the form are not a JSON object.";
  }
  const values = { ...parameters, ...token };
  return {
    ...(answer.isPost ? { body: values } : { query: values }),
    ...(answer.fields !== undefined && {
      prompt: { fields, ...(answer.vars && { vars: { ...answer.vars } }) },
    }),
  };
}

/** The signed token by its parameter, or what is wrong with it. */
function sign(
  { name, key, payload }: AnswerDraft,
  settings: Readonly<Record<string, string>>,
): Record<string, string> | string {
  const secret = settings[key] ?? "";
  if (secret === "") {
    return "Choose a setting that has a value to sign the token with.";
  }
  if (name.trim() === "") {
    return "Name the parameter that the token comes in.";
  }
  const value = readObject(payload);
  return value ? { [name.trim()]: signAnswer(value, secret) } : "The payload is not a JSON object.";
}

/** The parameters, or what is wrong with them. */
function readParameters(text: string): Record<string, string> | string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const wrong = lines.find((line) => !/^\s*[^=\s]/.test(line) || !line.includes("="));
  if (wrong !== undefined) {
    return `“${wrong.trim()}” is not name=value.`;
  }
  return Object.fromEntries(
    lines.map((line) => {
      const [name = "", ...value] = line.split("=");
      return [name.trim(), value.join("=").trim()];
    }),
  );
}

function readObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function render(payload: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(payload, null, 2);
}
