import { join } from "node:path";

import { inputOf, joinAnswers, type Json, type Trial } from "../../explore/trial.ts";
import type { Answer } from "../../run/answers.ts";
import { makeRedact, redactData } from "../../run/secrets/secrets.ts";

/** What is the same for all logins that are saved. */
export interface Given {
  readonly answers: readonly Answer[];
  /** Settings, whose values no file may hold. */
  readonly config: Readonly<Record<string, string>>;
}

/**
 * The files that describe a login to `try`, by the option that takes them, or why there are none.
 */
export type Saved =
  | { readonly files: readonly SavedFile[] }
  /** Why the login is not saved, as the end of a sentence. */
  | { readonly why: string };

export interface SavedFile {
  readonly option: "event" | "mock" | "resume";
  /** The end of the file's name. */
  readonly name: string;
  readonly data: unknown;
}

/**
 * A login as files. Settings that were given are left out, and a login that holds a value of one
 * has no files.
 */
export function describeSaved(trial: Trial, { answers, config }: Given): Saved {
  if ("management" in trial.login) {
    return { why: "its tenant refuses to store metadata, which no file of try can say" };
  }
  if (trial.later.length > 0) {
    return { why: "its user logs in more than once, which no file of try can say" };
  }
  const { user, login, settings } = inputOf(trial);
  const secrets = Object.fromEntries(
    Object.entries(settings).filter(([key]) => !Object.hasOwn(config, key)),
  );
  const mock = joinAnswers(answers, inputOf(trial).answers);
  const returns = trial.returns.map((back) => withoutUnsigned(back, settings));
  const { user: changed } = trial;
  const keys = findGiven({ changed, login, secrets, mock, returns }, config);
  if (keys.length > 0) {
    return { why: `it holds the value given for ${keys.join(" and ")}` };
  }
  const all: SavedFile[] = [
    { option: "event", name: "login", data: { ...login, user, secrets } },
    { option: "mock", name: "answers", data: mock },
    { option: "resume", name: "return", data: returns },
  ];
  return { files: all.filter(({ data }) => !Array.isArray(data) || data.length > 0) };
}

/** The keys of the settings whose values are in the data. */
function findGiven(data: unknown, config: Readonly<Record<string, string>>): string[] {
  const text = JSON.stringify(data);
  return Object.entries(config)
    .filter(([key, value]) => {
      const shown = redactData(data, makeRedact({ [key]: value }));
      return JSON.stringify(shown) !== text;
    })
    .map(([key]) => key);
}

/** The search signs no token with a setting that has no value, and `try` refuses one. */
function withoutUnsigned(back: Json, settings: Readonly<Record<string, string>>): Json {
  const { token, ...rest } = back as { readonly [key: string]: Json };
  const { secret } = (token ?? {}) as { readonly secret?: string };
  return secret !== undefined && settings[secret] ? back : rest;
}

/** The words with which `try` plays a login from its files. */
export function renderTry(
  scripts: readonly string[],
  { as, files, keys }: { as: string | undefined; files: string[][]; keys: readonly string[] },
): string {
  const words = [
    "try",
    ...new Set(scripts),
    ...(as === undefined ? [] : ["--as", as]),
    ...files.flatMap(([option = "", place = ""]) => [`--${option}`, place]),
    ...keys.flatMap((key) => ["--config", `${key}=…`]),
  ];
  return words.map(quote).join(" ");
}

/** As a shell takes it. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The place of a file in the folder of `--save`. */
export function placeOfSaved(folder: string, number: number, { name }: SavedFile): string {
  return join(folder, `${number}-${name}.json`);
}
