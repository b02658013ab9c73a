import { copy, isRecord } from "../text/plain-data.ts";
import type { LoginDescription, User } from "../emulator/login/login.ts";
import { aUser } from "../emulator/login/samples.ts";
import type { Return } from "../emulator/login/transaction.ts";
import { withoutNullParts } from "../emulator/users/user.ts";
import type { Answer } from "../run/answers.ts";

/** Plain data. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Plain data under names. */
export interface JsonRecord {
  readonly [key: string]: Json;
}

/**
 * A login to try, as what differs from the sample login: of user and login, null is what is not
 * there. Of `returns`, the secret of a token is the key of a setting. `later` are further logins of
 * the same user, as what differs from the first one.
 */
export interface Trial {
  readonly [part: string]: Json;
  /** Properties of the user. */
  readonly user: JsonRecord;
  /** Parts of the login's description. */
  readonly login: JsonRecord;
  /** By key. */
  readonly settings: JsonRecord;
  /** What requests are answered with. */
  readonly answers: readonly Json[];
  /** How the user comes back, each time the login sends them away. */
  readonly returns: readonly Json[];
  /** Further logins of the same user: parts of the login's description that are different then. */
  readonly later: readonly Json[];
}

/** The sample login. */
export const emptyTrial: Trial = {
  user: {},
  login: {},
  settings: {},
  answers: [],
  returns: [],
  later: [],
};

/** The parts of a trial as a login takes them. */
export interface TrialInput {
  readonly user: User;
  readonly login: LoginDescription;
  readonly settings: Record<string, string>;
  readonly answers: readonly Answer[];
  readonly returns: readonly Return[];
  readonly later: readonly LoginDescription[];
}

/** What is played of a trial. An answer is one for whatever is asked unless it says for what. */
export function inputOf({ user, login, settings, answers, returns, later }: Trial): TrialInput {
  const values = textsOf(settings);
  return {
    user: withoutNullParts({ ...aUser(), ...copy(user) }),
    login,
    settings: values,
    answers: answers.flatMap((answer) =>
      isRecord(answer) ? [{ url: "*", ...(answer as object) }] : [],
    ),
    returns: returns.map((item) => signedBy(item as Return, values)),
    later: later.map((changes) => ({ ...login, ...(changes as LoginDescription) })),
  };
}

/** Given answers and those of a login, which only answer what no given one does. */
export function joinAnswers(given: readonly Answer[], own: readonly Answer[]): readonly Answer[] {
  return given.some(({ url }) => url === "*") ? given : [...given, ...own];
}

function textsOf(settings: JsonRecord): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(settings)) {
    texts[key] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return texts;
}

function signedBy(back: Return, settings: Readonly<Record<string, string>>): Return {
  const { token, ...rest } = back;
  const secret = token && settings[token.secret];
  // Without a value nobody can sign.
  return token && secret !== undefined && secret !== ""
    ? { ...rest, token: { ...token, secret } }
    : rest;
}
