import { isRecord } from "../text/plain-data.ts";
import { guess } from "../text/nearest.ts";
import { addressMatcher, isAddressPattern } from "./address-pattern.ts";
import type { Redact } from "./secrets/secrets.ts";

/** What answers a request in place of the network. */
export interface Answer {
  /** Any method if left out. */
  readonly method?: string;
  /** In full, or without the query. `*` stands for any text: see `addressMatcher`. */
  readonly url: string;
  /** 200 if left out. */
  readonly status?: number;
  /** By name. */
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
type Requirement = readonly [check: (value: unknown) => boolean, what: string];

const isString = (value: unknown): boolean => typeof value === "string";
const isStatus = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599;
const hasTexts = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every(isString);

/** Stands for any URL. */
const any = "*";
const isAddress = (value: unknown): boolean => typeof value === "string" && isAddressPattern(value);

const properties: Readonly<Record<string, Requirement>> = {
  method: [isString, "text"],
  url: [isAddress, "an absolute URL, or a pattern such as https://*.example.com/*,"],
  status: [isStatus, "a number from 200 to 599"],
  headers: [hasTexts, "an object of texts"],
  body: [() => true, "anything"],
  encoding: [(value) => value === "base64", '"base64"'],
  error: [isString, "text"],
  silent: [(value) => typeof value === "boolean", "true or false"],
};

const isBase64 = (body: unknown): boolean =>
  typeof body === "string" &&
  /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}(?:==)?|[A-Za-z\d+/]{3}=?)?$/.test(body);

/** What is wrong with a list of answers, a sentence each; none if it is one. */
export function checkAnswers(list: readonly unknown[]): string[] {
  return list.flatMap((item, index) =>
    checkAnswer(item).map((problem) => `answer ${index + 1} ${problem}`),
  );
}

function hintFor(key: string): string {
  const known = Object.keys(properties);
  return guess(key, known) || `: it has ${known.join(", ")}`;
}

function checkAnswer(item: unknown): string[] {
  if (!isRecord(item)) {
    return ["is not an object"];
  }
  const problems = Object.entries(item).flatMap(([key, value]) => {
    const [check, what] = Object.hasOwn(properties, key) ? (properties[key] ?? []) : [];
    if (!check) {
      return [`has no property ${JSON.stringify(key)}${hintFor(key)}`];
    }
    return check(value) ? [] : [`needs ${String(what)} as ${key}`];
  });
  if (item["encoding"] === "base64" && !isBase64(item["body"])) {
    problems.push("needs base64 as body");
  }
  return "url" in item ? problems : [...problems, "has no url"];
}

/**
 * The answers of one run. Each is given once; the last of those that fit is given again. One for
 * whatever is asked is given where no other one fits.
 */
export class AnswerBook {
  readonly #answers: readonly Answer[];
  readonly #redact: Redact;
  readonly #fitsUrl: ReadonlyMap<Answer, (url: string) => boolean>;
  readonly #used = new Set<Answer>();

  /** URLs may hold the names of settings in place of their values. */
  constructor(answers: readonly Answer[], redact: Redact) {
    this.#answers = answers;
    this.#redact = redact;
    this.#fitsUrl = new Map(answers.map((answer) => [answer, addressMatcher(answer.url)]));
  }

  find(asked: Asked): Answer | undefined {
    const all = this.#answers.filter((answer) => this.#fits(answer, asked));
    const own = all.filter(({ url }) => url !== any);
    const fitting = own.length > 0 ? own : all;
    const answer = fitting.find((candidate) => !this.#used.has(candidate)) ?? fitting.at(-1);
    if (answer) {
      this.#used.add(answer);
    }
    return answer;
  }

  /**
   * The answers that nothing asked for. One for whatever is asked waits for nothing in particular.
   */
  unused(): Answer[] {
    return this.#answers.filter((answer) => !this.#used.has(answer) && answer.url !== any);
  }

  #fits(answer: Answer, { method, url }: Asked): boolean {
    if (answer.method !== undefined && answer.method.toUpperCase() !== method) {
      return false;
    }
    return [url, this.#redact(url)].some((asked) => this.#fitsUrl.get(answer)?.(asked));
  }
}

/** The body as it is sent. */
export function bodyOf({ body, encoding }: Answer): string | Uint8Array<ArrayBuffer> | null {
  if (body === undefined) {
    return null;
  }
  if (typeof body !== "string") {
    return JSON.stringify(body);
  }
  if (encoding !== "base64") {
    return body;
  }
  return Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
}
