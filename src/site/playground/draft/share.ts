import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";

import { isRecord } from "../../../text/plain-data.ts";
import { makeRedactForOthers, redactData } from "../../../run/secrets/secrets.ts";
import type { Setting } from "../../../template/template.ts";
import { readDraft, type Draft } from "./draft.ts";
import { publicKeys, secretSettings } from "../../../run/secrets/public-settings.ts";

/** What a link carries. */
export interface Shared {
  readonly draft: Draft;
  /** Settings that are no secrets. */
  readonly settings: Readonly<Record<string, string>>;
  /** The keys of those that are, and are known where the link is made. */
  readonly secrets: readonly string[];
}

/** The name of what stands behind the # of an address. */
const fragmentName = "run";

/** The most characters of JSON that a link carries. */
const mostCharacters = 500_000;

/**
 * The part of an address behind the #, which no server sees: the draft and the settings,
 * compressed. Undefined for more than would be read again.
 */
export function writeFragment({ draft, settings, secrets }: Shared): string | undefined {
  const json = JSON.stringify({ ...draft, settings, secrets });
  if (strToU8(json).length > mostCharacters) {
    return undefined;
  }
  return `#${fragmentName}=${toBase64Url(deflateSync(strToU8(json), { level: 9 }))}`;
}

/** What the reader has, and what everybody has. */
export interface Sources {
  readonly draft: Draft;
  readonly values: Readonly<Record<string, string>>;
  readonly configuration: readonly Pick<Setting, "key" | "secret">[];
  /** Texts that are known to all, such as the code of a template. */
  readonly known: readonly string[];
}

/** What may go into a link: nothing of a secret, and no login but the one that is shown. */
export function share(sources: Sources): Shared {
  const { draft, values, configuration } = sources;
  // Those of an example are with the template already.
  const isMine = draft.settings === "mine";
  const set = configuration.filter(({ key }) => isMine && values[key] !== undefined);
  const open = publicKeys(set);
  const shown = Object.entries(values).filter(([key]) => open.has(key));
  return {
    draft: { ...redactDraft(sources), own: "" },
    settings: redactData(Object.fromEntries(shown), makeRedactFor(sources)),
    secrets: [...new Set(set.map(({ key }) => key).filter((key) => !open.has(key)))],
  };
}

/** A draft without the values of secrets, also where they stand in a text. */
export function redactDraft(sources: Sources): Draft {
  const redact = makeRedactFor(sources);
  const { draft } = sources;
  return {
    ...draft,
    action: redact(draft.action),
    rule: redact(draft.rule),
    login: redact(draft.login),
    own: redact(draft.own),
    answers: redact(draft.answers),
  };
}

/** Everything except public settings is taken for a secret. */
function makeRedactFor({ values, configuration, known }: Sources): (text: string) => string {
  const redact = makeRedactForOthers(secretSettings(values, configuration));
  return (text) => (known.includes(text) ? text : redact(text));
}

/** Whether an address carries what a link of ours does, whole or damaged. */
export function isShared(fragment: string): boolean {
  return new RegExp(`^#${fragmentName}(?:=|$)`).test(fragment);
}

/** What an address carries behind its #, or undefined if that is nothing of ours, or broken. */
export function readFragment(fragment: string): Shared | undefined {
  const [, text] = new RegExp(`^#${fragmentName}=([\\w-]+)$`).exec(fragment) ?? [];
  if (text === undefined) {
    return undefined;
  }
  const value = parse(text);
  if (!isRecord(value)) {
    return undefined;
  }
  const draft = readDraft(value);
  const { settings, secrets } = value;
  return (
    draft && {
      draft,
      settings: textsOf(settings),
      secrets: Array.isArray(secrets) ? secrets.filter((key) => typeof key === "string") : [],
    }
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(inflate(fromBase64Url(text)));
  } catch {
    return undefined;
  }
}

/** Bytes that are inflated at a time: what is small can become a thousand times as much. */
const step = 1_024;

/** @throws Error for broken data, and for more than anybody would write */
function inflate(bytes: Uint8Array): string {
  let text = "";
  const stream = new Inflate((chunk) => {
    text += strFromU8(chunk, true);
    if (text.length > mostCharacters) {
      throw new RangeError("too much");
    }
  });
  for (let at = 0; at < bytes.length; at += step) {
    stream.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  }
  return strFromU8(strToU8(text, true));
}

function textsOf(value: unknown): Record<string, string> {
  const entries = Object.entries(isRecord(value) ? value : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(strFromU8(bytes, true)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array {
  return strToU8(atob(text.replaceAll("-", "+").replaceAll("_", "/")), true);
}
