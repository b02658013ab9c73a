import { isRecord } from "../../text/plain-data.ts";
import { partsOf } from "./parts.ts";
import { isCommon, spellingsOf, type Spellings } from "./spellings.ts";
import type { Range } from "../../text/places.ts";
import { viewsOf } from "./unescaped.ts";

/** Replaces values of settings by masks. */
export type Redact = (text: string) => string;

/**
 * Values by key. Of lists and objects, as the Deploy CLI has among its keywords, each text and
 * number counts.
 */
export type SecretValues = Readonly<Record<string, unknown>>;

/**
 * What stands in the place of the value of a setting: its key, as no value looks. Hosts and headers
 * can have it, too.
 */
export function maskOf(key: string): string {
  return `«${key}»`;
}

/**
 * Makes what takes the values of settings out of texts, whatever has become of them: escaped for a
 * URL, a form, HTML, JSON or a mail, once or several times; in hex, as a list of bytes, or in
 * base64 with something around them. So are the parts of a value that are secrets by themselves,
 * such as a password in an address.
 *
 * A value that is common stays, such as `abc`, `true` or `1234`: it is in many texts that have
 * nothing to do with it.
 */
export function makeRedact(settings: SecretValues): Redact {
  const values = longestFirst(settings, partsOf).filter(({ value }) => !isCommon(value));
  const finder = values.length > 0 ? new Finder(values) : undefined;
  return (text) => (finder ? shortenBasic(finder.redact(text)) : text);
}

/**
 * Leaves of credentials in base64 only the masks: what is around them, such as a user's name, would
 * be parts of characters that nobody can read.
 */
function shortenBasic(text: string): string {
  return text.replace(
    /\b(Basic )((?:[\w+/=-]*«[^»\n]+»)+[\w+/=-]*)/gi,
    (_, scheme: string, credentials: string) =>
      scheme + (credentials.match(/«[^»\n]+»/g) ?? []).join(""),
  );
}

/** A script that has secrets of its own. */
interface OwnSecrets {
  readonly file: string;
  readonly secrets: Readonly<Record<string, string>>;
}

/** What has secrets: a job, and the actions in it. */
interface HasSecrets {
  readonly secrets: SecretValues;
  readonly pipeline: readonly {
    readonly file: string;
    readonly secrets?: Readonly<Record<string, string>>;
    readonly actionsModules?: Readonly<Record<string, OwnSecrets>>;
  }[];
}

/**
 * All that is not to be shown of a job: its secrets, and those of its actions and their modules,
 * which can go by the same keys.
 */
export function secretsOf({ secrets, pipeline }: HasSecrets): SecretValues {
  const all: Record<string, unknown> = { ...secrets };
  const owners = pipeline.flatMap(({ file, secrets = {}, actionsModules = {} }): OwnSecrets[] => [
    { file, secrets },
    ...Object.values(actionsModules),
  ]);
  for (const { file, secrets } of owners) {
    for (const [key, value] of Object.entries(secrets)) {
      const isTaken = Object.hasOwn(all, key) && all[key] !== value;
      all[isTaken ? `${key} of ${file}` : key] = value;
    }
  }
  return all;
}

/**
 * The same for what others get to see, such as a link: there a common value is taken out as well
 * where it is all that stands in quotes.
 */
export function makeRedactForOthers(settings: SecretValues): Redact {
  const redact = makeRedact(settings);
  const common = longestFirst(settings).filter(({ value }) => isCommon(value));
  return (text) => redactQuoted(redact(text), common);
}

interface Secret {
  readonly key: string;
  readonly value: string;
}

/**
 * A value that two settings have goes by the first of them, and a part that is the value of another
 * one by that.
 */
function longestFirst(
  settings: SecretValues,
  partsIn: (value: string) => readonly string[] = () => [],
): Secret[] {
  const keys = new Map<string, string>();
  const texts = Object.entries(settings).flatMap(([key, value]) =>
    textsIn(value).map((text) => ({ key, text })),
  );
  const parts = texts.flatMap(({ key, text }) =>
    partsIn(text).map((part) => ({ key, text: part })),
  );
  for (const { key, text } of [...texts, ...parts]) {
    if (text.trim() !== "" && !keys.has(text)) {
      keys.set(text, key);
    }
  }
  const all = Array.from(keys, ([value, key]) => ({ key, value }));
  return all.sort((a, b) => b.value.length - a.value.length);
}

/** The texts in plain data; of numbers what they read like. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  if (typeof value === "number" || typeof value === "bigint") {
    return [String(value)];
  }
  if (Array.isArray(value)) {
    return value.flatMap(textsIn);
  }
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** A part of a text, and what takes its place. */
interface Found extends Range {
  readonly mask: string;
}

/** Finds values in texts. */
class Finder {
  /** A group for each value, the longest first. */
  readonly #heads: RegExp;
  readonly #secrets: readonly Secret[];
  readonly #spellings: readonly Spellings[];
  /** The further pieces of long values that were found, by their place among the secrets. */
  readonly #tails = new Map<number, readonly RegExp[]>();

  constructor(secrets: readonly Secret[]) {
    this.#secrets = secrets;
    this.#spellings = secrets.map(({ value }) => spellingsOf(value));
    const groups = this.#spellings.map(({ heads }) => `(${heads.join("|")})`);
    this.#heads = new RegExp(groups.join("|"), "g");
  }

  redact(text: string): string {
    const found: Found[] = [];
    for (const { text: seen, origin } of viewsOf(text)) {
      for (const { start, end, mask } of this.#findAll(seen)) {
        found.push({ ...origin(start, end), mask });
      }
    }
    found.push(...this.#findExcerpts(text));
    return replaceAll(text, found);
  }

  /** Also those that begin within another one. */
  *#findAll(text: string): Generator<Found> {
    const secrets = new Set<number>();
    for (const match of matchesOf(this.#heads, text)) {
      const groups: readonly (string | undefined)[] = match.slice(1);
      const secret = groups.findIndex((part) => part !== undefined);
      secrets.add(secret);
      yield this.#found(match, secret);
    }
    for (const secret of secrets) {
      for (const tail of this.#tailsOf(secret)) {
        for (const match of matchesOf(tail, text)) {
          yield this.#found(match, secret);
        }
      }
    }
  }

  #found({ 0: text, index }: RegExpExecArray, secret: number): Found {
    const mask = maskOf(this.#secrets[secret]?.key ?? "");
    return { start: index, end: index + text.length, mask };
  }

  #tailsOf(secret: number): readonly RegExp[] {
    const known = this.#tails.get(secret);
    if (known) {
      return known;
    }
    const tails = this.#spellings[secret]?.tails() ?? [];
    const patterns = tails.map((sources) => new RegExp(sources.join("|"), "g"));
    this.#tails.set(secret, patterns);
    return patterns;
  }

  /** What V8 cites where JSON ends: a part of the text that is none. */
  *#findExcerpts(text: string): Generator<Found> {
    for (const { 1: before = "", 2: cited = "", index } of text.matchAll(excerpt)) {
      const secret = this.#secrets.find(({ value }) => value.includes(cited));
      const start = index + before.length + 1;
      if (secret) {
        yield { start, end: start + cited.length, mask: maskOf(secret.key) };
      }
    }
  }
}

/** Also matches that begin within another one. */
function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const next = match.index + 1;
    yield match;
    pattern.lastIndex = next;
  }
}

const excerpt = /(\.\.\.|)"([^\n]{4,}?)"(?:\.\.\.|) is not valid JSON/g;

/** Puts masks in the place of parts that may lie over each other. */
function replaceAll(text: string, found: readonly Found[]): string {
  let made = "";
  let end = 0;
  let last = "";
  for (const part of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (part.end <= end) {
      continue;
    }
    made += text.slice(end, Math.max(end, part.start));
    // The pieces of one value have one mask.
    if (part.start > end || part.mask !== last) {
      made += part.mask;
    }
    end = part.end;
    last = part.mask;
  }
  return made + text.slice(end);
}

function redactQuoted(text: string, secrets: readonly Secret[]): string {
  return secrets.reduce((rest, { key, value }) => {
    const json = JSON.stringify(value);
    return rest
      .replaceAll(json, JSON.stringify(maskOf(key)))
      .replaceAll(`'${json.slice(1, -1)}'`, `'${maskOf(key)}'`);
  }, text);
}

/** Takes values of settings out of plain data: strings, keys, and numbers that read like one. */
export function redactData<T>(data: T, redact: Redact): T;
export function redactData(data: unknown, redact: Redact): unknown {
  if (typeof data === "string") {
    return redactWhole(data, redact);
  }
  if (typeof data === "number") {
    return redact(String(data)) === String(data) ? data : redact(String(data));
  }
  if (Array.isArray(data)) {
    return data.map((item: unknown) => redactData(item, redact));
  }
  if (!isRecord(data)) {
    return data;
  }
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [redact(key), redactData(value, redact)]),
  );
}

/** A text that is all of a value stands in quotes wherever it is shown. */
function redactWhole(text: string, redact: Redact): string {
  if (!isCommon(text)) {
    return redact(text);
  }
  const quoted = JSON.stringify(text);
  const redacted = redact(quoted);
  return redacted === quoted ? text : redacted.slice(1, -1);
}
