import { isRecord } from "../../text/plain-data.ts";
import type { LoginDescription, User } from "../../emulator/login/login.ts";
import { aUser } from "../../emulator/login/samples.ts";
import type { Answer } from "../../run/answers.ts";
import {
  emulatorProperties,
  describeContext,
  describeLogin,
  describeSecrets,
  describeUser,
  findWrongShape,
} from "../../run/login-input.ts";
import { findDoubts, findDropped, findStrangers } from "../../run/misspelt.ts";
import { parseAnswers } from "../../input/answers.ts";
import type { TryOptions } from "./arguments.ts";
import { parseEnv } from "../../input/env.ts";
import { InputError } from "../../input/input-error.ts";
import { parseJsonObject } from "../../input/json.ts";
import type { TextFiles } from "../../input/text-files.ts";

/** The login that is to be played, apart from the scripts. */
export interface LoginInput {
  readonly user: User;
  readonly login: LoginDescription;
  readonly settings: Readonly<Record<string, string>>;
  readonly answers: readonly Answer[];
  /** What in the files is most likely a mistake. */
  readonly notes: readonly string[];
}

type Places = Pick<TryOptions, "user" | "context" | "event" | "config" | "env" | "mock">;

/**
 * Reads the files that describe a login. Of settings the command line counts before the file of
 * settings, and that before the event.
 *
 * @throws InputError if a file cannot be read or is not what it has to be
 */
export function readLogin(options: Places, files: TextFiles): LoginInput {
  const { user, context, event, config, env, mock } = options;
  const readObject = (place: string | undefined) =>
    place === undefined ? undefined : parseJsonObject(files.read(place));
  const described = readObject(event);
  const settings = {
    ...describeSecrets(described?.["secrets"]),
    ...(env !== undefined && parseEnv(files.read(env))),
    ...config,
  };
  const rule = readObject(context);
  const given = readObject(user) ?? described?.["user"];
  const who = isRecord(given) ? describeUser(given) : aUser();
  const login = described ? describeLogin(described) : rule ? describeContext(rule) : {};
  const problem = findWrongShape(who, login);
  if (problem !== undefined) {
    const place = problem.startsWith("user") ? (user ?? event) : (event ?? context);
    const where = place === undefined ? "the login" : files.show(place);
    throw new InputError({ message: `${where} does not describe a login: ${problem}` });
  }
  return {
    user: who,
    login,
    settings,
    answers: mock === undefined ? [] : parseAnswers(files.read(mock)),
    notes: [
      ...(described ? findStrangers(described, emulatorProperties) : []),
      ...(rule ? findDropped(rule) : []),
      ...findDoubts({ user: given, event: described, context: rule }),
    ],
  };
}
