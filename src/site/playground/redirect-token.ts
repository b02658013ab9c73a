import { parsePart, signToken, verifyToken } from "../../emulator/actions/token.ts";

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
  /** Where the user was sent. */
  readonly url: string;
  /** What Auth0 expects back. */
  readonly state: string;
}

/** Seconds for which an answer is good. */
const LIFE = 300;

/** Claims of the first token that the answer has anew, or not at all. */
const RENEWED = new Set(["iat", "exp", "nbf", "jti", "ip"]);

/** The answer to the first token in a redirect's address, for the reader to complete; undefined without a token. */
export function answerToken(
  { url, state }: Away,
  settings: Readonly<Record<string, string>>,
  now: Date,
): AnswerToken | undefined {
  const found = URL.canParse(url)
    ? [...new URL(url).searchParams].find(([, value]) => payloadOf(value))
    : undefined;
  if (!found) return undefined;
  const [name, token] = found;
  const claims = Object.entries(payloadOf(token) ?? {}).filter(([claim]) => !RENEWED.has(claim));
  const iat = Math.floor(now.getTime() / 1000);
  const [key] =
    Object.entries(settings).find(
      ([, value]) => value !== "" && typeof verifyToken(token, value, 0) !== "string",
    ) ?? [];
  return { name, key, payload: { ...Object.fromEntries(claims), state, iat, exp: iat + LIFE } };
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
