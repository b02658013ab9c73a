import { isRecord } from "../../emulator/copy.ts";
import { InputError } from "./input-error.ts";
import { parseJson } from "./json.ts";
import { redactData, type Redact } from "./secrets.ts";
import type { TextFile } from "./text-files.ts";

/** What answers a request in place of the network: one entry of the file of `--mock`. */
export interface Answer {
  /** Any method if left out. */
  readonly method?: string;
  /** In full, or without the query. */
  readonly url: string;
  /** 200 if left out. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** The body is bytes, as base64. */
  readonly encoding?: "base64";
  /** The request fails with this system error, such as ECONNREFUSED. */
  readonly error?: string;
  /** The service takes the request and never answers. */
  readonly silent?: boolean;
}

/** A request that may have an answer. */
export interface Asked {
  readonly method: string;
  readonly url: string;
}

/** What a property has to be, and how a message says so. */
type Check = readonly [check: (value: unknown) => boolean, what: string];

const isString = (value: unknown): boolean => typeof value === "string";
const isStatus = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599;
const hasTexts = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every(isString);

const PROPERTIES: Readonly<Record<string, Check>> = {
  method: [isString, "text"],
  url: [(value) => typeof value === "string" && URL.canParse(value), "an absolute URL"],
  status: [isStatus, "a number from 200 to 599"],
  headers: [hasTexts, "an object of texts"],
  body: [() => true, "anything"],
  encoding: [(value) => value === "base64", '"base64"'],
  error: [isString, "text"],
  silent: [(value) => typeof value === "boolean", "true or false"],
};

/** The answers of a file. @throws InputError if it is no list of answers */
export function parseAnswers(file: TextFile): Answer[] {
  const list = parseJson(file);
  if (!Array.isArray(list))
    throw new InputError({
      file: file.shown,
      line: 1,
      column: 1,
      message: "this is no list of answers",
      hint: "write [{ method, url, status, headers, body }]",
    });
  const problems = list.flatMap((item: unknown, index) =>
    checkAnswer(item).map((problem) => `${file.shown}: answer ${index + 1} ${problem}`),
  );
  if (problems.length > 0) throw new InputError(problems.map((message) => ({ message })));
  return list as Answer[];
}

function checkAnswer(item: unknown): string[] {
  if (!isRecord(item)) return ["is no object"];
  const problems = Object.entries(item).flatMap(([key, value]) => {
    const [check, what] = PROPERTIES[key] ?? [];
    if (!check) return [`has the unknown property ${JSON.stringify(key)}`];
    return check(value) ? [] : [`needs ${String(what)} as ${key}`];
  });
  return "url" in item ? problems : [...problems, "has no url"];
}

/** The answers of one run. Each is given once; the last of those that fit is given again. */
export class AnswerBook {
  readonly #answers: readonly Answer[];
  readonly #redact: Redact;
  readonly #used = new Set<Answer>();

  /** URLs may hold the names of settings in place of their values. */
  constructor(answers: readonly Answer[], redact: Redact) {
    this.#answers = answers;
    this.#redact = redact;
  }

  find(asked: Asked): Answer | undefined {
    const fitting = this.#answers.filter((answer) => this.#fits(answer, asked));
    const answer = fitting.find((candidate) => !this.#used.has(candidate)) ?? fitting.at(-1);
    if (answer) this.#used.add(answer);
    return answer;
  }

  /** The answers that nothing asked for. */
  unused(): Answer[] {
    return this.#answers.filter((answer) => !this.#used.has(answer));
  }

  #fits(answer: Answer, { method, url }: Asked): boolean {
    if (answer.method !== undefined && answer.method.toUpperCase() !== method) return false;
    const wanted = new URL(answer.url).href;
    const redacted = this.#redact(url);
    const shown = URL.canParse(redacted) ? new URL(redacted).href : redacted;
    return [url, shown].some(
      (asked) => asked === wanted || asked.replace(/[?#].*$/, "") === wanted,
    );
  }
}

/** The body as it is sent. */
export function bodyOf({ body, encoding }: Answer): string | Buffer | null {
  if (body === undefined) return null;
  if (typeof body !== "string") return JSON.stringify(body);
  return encoding === "base64" ? Buffer.from(body, "base64") : body;
}

/** Headers that were true of what went over the network, but not of the body as it is kept. */
const UNKEPT = new Set([
  "connection",
  "keep-alive",
  "content-encoding",
  "content-length",
  "transfer-encoding",
  "set-cookie",
]);

/** An answer as it is kept: what is JSON as JSON if it comes out the same, other text as text. */
export function keepAnswer(
  { method, url }: Asked,
  response: Pick<Response, "status" | "headers">,
  bytes: Uint8Array,
): Answer {
  const headers = Object.fromEntries(
    [...response.headers].filter(([name]) => !UNKEPT.has(name.toLowerCase())),
  );
  return { method, url, status: response.status, headers, ...keepBody(Buffer.from(bytes)) };
}

function keepBody(bytes: Buffer): Pick<Answer, "body" | "encoding"> {
  if (bytes.length === 0) return {};
  const text = bytes.toString();
  if (!Buffer.from(text).equals(bytes))
    return { body: bytes.toString("base64"), encoding: "base64" };
  try {
    const value = JSON.parse(text) as unknown;
    // A string would be taken for the text itself.
    if (typeof value !== "string" && JSON.stringify(value) === text) return { body: value };
  } catch {
    // Text, then.
  }
  return { body: text };
}

/** The file of answers, without values of settings. */
export function renderAnswers(answers: readonly Answer[], redact: Redact): string {
  const kept = answers.map((answer) => {
    // A number can read like a setting; this one is none.
    const { status } = answer;
    return { ...redactData(answer, redact), ...(status !== undefined && { status }) };
  });
  return `${JSON.stringify(kept, null, 2)}\n`;
}
