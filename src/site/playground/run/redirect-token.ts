import { parsePart, signToken, verifyToken } from "../../../emulator/actions/api/token.ts";
import { parseUrl } from "../../../text/url.ts";

/** A JWT that a redirect carries, and an answer to it that the page at its end could give. */
export interface AnswerToken {
  /** The parameter it comes in. */
  readonly name: string;
  /** The setting that it is signed with, if one of them is. */
  readonly key: string | undefined;
  /** What the answer says. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Away {
  /** Where the user was sent; empty if they are shown a form. */
  readonly url: string;
  /** What Auth0 expects back. */
  readonly state: string;
}

/** Seconds for which an answer is good. */
const life = 300;

/** Claims of the first token that the answer has anew, or not at all. */
const renewed = new Set(["iat", "exp", "nbf", "jti", "ip"]);

/** What is said of every token, and not what it asks. */
const common = new Set([...renewed, "iss", "sub", "aud", "state"]);

export interface Sources {
  readonly settings: Readonly<Record<string, string>>;
  /** The code that reads the answer. */
  readonly code: string;
  readonly now: Date;
}

/**
 * The answer to the first token in a redirect's address, for the reader to complete; undefined
 * without a token.
 */
export function answerToken(
  { url, state }: Away,
  { settings, code, now }: Sources,
): AnswerToken | undefined {
  const parameters = [...(parseUrl(url)?.searchParams ?? [])];
  const found = parameters.find(([, value]) => payloadOf(value));
  if (!found) {
    return undefined;
  }
  const [name, token] = found;
  const claims = Object.entries(payloadOf(token) ?? {}).filter(([claim]) => !renewed.has(claim));
  const [key] =
    Object.entries(settings).find(
      ([, value]) => value !== "" && typeof verifyToken(token, value, 0) !== "string",
    ) ?? [];
  const sent = Object.fromEntries(claims);
  const payload = { ...sent, ...renderTimes({ url, state }, now) };
  return { name, key, payload: { ...guessAnswers(code, sent), ...payload } };
}

/** What every token says of the transaction that it belongs to. */
export function renderTimes({ state }: Away, now: Date): Record<string, unknown> {
  const iat = Math.floor(now.getTime() / 1000);
  return { state, iat, exp: iat + life };
}

/**
 * Values for claims that the code reads and that were not sent: of the one thing that was asked,
 * what it said.
 */
function guessAnswers(code: string, sent: Readonly<Record<string, unknown>>) {
  const [asked, ...others] = Object.entries(sent).filter(([name]) => !common.has(name));
  const value = asked && others.length === 0 ? asked[1] : "";
  const names = claimsReadBy(code).filter((name) => !common.has(name));
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** Calls that are looked at: whoever made the code may have written any number of them. */
const mostCalls = 10;

/** The claims that code reads of what `validateToken` gives, by name or by a pattern. */
function claimsReadBy(code: string): string[] {
  const calls = code.matchAll(/(\b\w+|\{[^{}]*\})\s*=\s*(?:[\w.]+\.)?validateToken\(/g);
  return [...calls].slice(0, mostCalls).flatMap(([, into = ""]) => {
    if (into.startsWith("{")) {
      return [...into.matchAll(/[{,]\s*(\w+)/g)].map(nameOf);
    }
    return [...code.matchAll(new RegExp(`\\b${into}\\??\\.(\\w+)`, "g"))].map(nameOf);
  });
}

function nameOf([, name = ""]: RegExpExecArray): string {
  return name;
}

/** Signs an answer with HS256. @throws Error without a secret */
export function signAnswer(payload: Readonly<Record<string, unknown>>, secret: string): string {
  return signToken({ ...payload }, secret);
}

/** What a JWT says, whoever signed it. */
function payloadOf(token: string): Record<string, unknown> | undefined {
  const [, body, signature] = token.split(".");
  return body === undefined || signature === undefined ? undefined : parsePart(body);
}
