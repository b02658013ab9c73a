import { isRecord } from "../../text/plain-data.ts";
import { unescapeFully } from "./unescaped.ts";

/** A part of a value that is shorter is shown, unless its name says that it is a secret. */
const shortestPart = 6;

/**
 * A part of a path or a query that has no such name has to be as long as this: words of addresses
 * are shorter.
 */
const shortestInAddress = 16;

/** Few words of settings are as long as this. */
const longWord = 12;

/** A user and password within base64 within JSON, and no deeper. */
const deepest = 3;

/** A part that is nested in another one is not looked for in more text than this. */
const longest = 20_000;

/**
 * The parts of a value that are secrets by themselves, as scripts take them out of it: a text in
 * JSON, the password of an address or a pair, the credentials behind a scheme, what base64 says, a
 * key whose lines are escaped.
 */
export function partsOf(value: string): string[] {
  const found = new Set<string>();
  collect(value, deepest, found);
  found.delete(value);
  return [...found];
}

function collect(value: string, depth: number, found: Set<string>): void {
  if (depth === 0 || value.length > longest) {
    return;
  }
  const parts = finders.flatMap((find) => find(value));
  for (const part of parts.map((text) => text.trim())) {
    if (part.length < shortestNamed || found.has(part) || part === value) {
      continue;
    }
    found.add(part);
    collect(part, depth - 1, found);
  }
}

type Find = (value: string) => string[];

/** The least that is taken for a secret because of its name. */
const shortestNamed = 4;

/** Names of what is secret. */
const secretName = /pass|pwd|secret|token|key|sig|credential|cert|pin\b/i;

/** `{ "private_key": "…" }` */
const inJson: Find = (value) => {
  if (!/^\s*[[{"]/.test(value)) {
    return [];
  }
  try {
    return textsOf(JSON.parse(value), "");
  } catch {
    return [];
  }
};

function textsOf(value: unknown, name: string): string[] {
  if (typeof value === "string" || typeof value === "number") {
    const text = String(value);
    return secretName.test(name) || looksMade(text) ? [text] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item) => textsOf(item, name));
  }
  if (!isRecord(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, `${name} ${key}`));
}

/** `-----BEGIN PRIVATE KEY-----\nMII…` in one line */
const unescaped: Find = (value) => (value.includes("\\n") ? [unescapeFully(value)] : []);

/** `Basic YWJj…`, also behind `Authorization: ` */
const behindScheme: Find = (value) => {
  const [, rest] =
    /(?:^|[\s:=])(?:basic|bearer|token|bot|api-?key|key|sso-key|genie-?key|splunk)\s+(\S+)$/i.exec(
      value,
    ) ?? [];
  return rest === undefined ? [] : [rest];
};

/** `user:password` */
const inPair: Find = (value) => {
  const [, rest = ""] = /^[^\s:/@{}"',]+:(?!\/\/)(\S+)$/.exec(value) ?? [];
  return looksMade(rest) ? [rest] : [];
};

/** `Server=db;Password=…`, `?token=…` */
const namedParts: Find = (value) =>
  [...value.matchAll(/([\w.-]+)[ \t]*=[ \t]*["']?([^;&\s"']+)/g)].flatMap(
    ([, name = "", part = ""]) => (secretName.test(name) ? [part, decode(part)] : []),
  );

/** `https://user:password@host/path?query` */
const inAddress: Find = (value) => {
  const [, user = "", password = "", rest = ""] =
    /^[a-z][\w+.-]*:\/\/(?:([^\s/?#:@]*)(?::([^\s/?#]*))?@)?(\S*)$/i.exec(value) ?? [];
  const pair = password === "" ? [] : [`${decode(user)}:${decode(password)}`];
  const long = [user, ...rest.split(/[/?#&=]/).slice(1)].filter(
    (part) => part.length >= shortestInAddress && looksMade(part),
  );
  return [password, ...pair, ...long].flatMap((part) => [part, decode(part)]);
};

/** What bytes in base64 say, if that is text. */
const inBase64: Find = (value) => {
  const text = readBytes(decodeBase64(value));
  return text !== undefined && text.length >= shortestPart ? [text] : [];
};

const finders: readonly Find[] = [
  inJson,
  unescaped,
  behindScheme,
  inPair,
  namedParts,
  inAddress,
  inBase64,
];

/**
 * Whether a text is no word, number of a port, or address of a mail: people choose those, and
 * repeat them elsewhere.
 */
function looksMade(text: string): boolean {
  if (text.length < shortestPart || /^[^\s@]+@[^\s@]+$/.test(text)) {
    return false;
  }
  const isLong = text.length >= longWord;
  return isLong || /\d|[a-z][A-Z]|[^A-Za-z\d]/.test(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The bytes of what is written in base64 of either alphabet, or undefined. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (!/^[\w+/-]{8,}={0,2}$/.test(text)) {
    return undefined;
  }
  try {
    const standard = text.replaceAll("-", "+").replaceAll("_", "/");
    return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** A text without control characters, or undefined. */
function readBytes(bytes: Uint8Array | undefined): string | undefined {
  try {
    const text = bytes && new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text === undefined || /[^\P{Cc}\t\n\r]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
