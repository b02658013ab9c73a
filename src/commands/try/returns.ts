import { isRecord } from "../../text/plain-data.ts";
import type { Return } from "../../emulator/login/transaction.ts";
import { InputError } from "../../input/input-error.ts";
import { parseJson } from "../../input/json.ts";
import type { TextFile } from "../../input/text-files.ts";

const form = "{ query, body, prompt, token: { secret, payload, name } }";

const isText = (value: unknown): boolean => typeof value === "string";

/** What each property has to be, and those of its own properties that are known. */
const properties: Readonly<Record<string, Readonly<Record<string, typeof isText>> | undefined>> = {
  query: undefined,
  body: undefined,
  prompt: { fields: isRecord, vars: isRecord },
  token: { secret: isText, payload: isRecord, name: isText },
};

/**
 * The file of `--resume`: how the user comes back, or a list for several times. `token.secret` is
 * the key of a setting.
 *
 * @throws InputError if the file is of another form, or a token is signed with a setting that is
 * not given
 */
export function parseReturns(file: TextFile, settings: Readonly<Record<string, string>>): Return[] {
  const value = parseJson(file);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    const problem = checkReturn(item);
    if (problem !== undefined) {
      throw new InputError({ message: `${file.shown} ${problem}`, hint: `write ${form}` });
    }
    return withSecret(item as Return, settings);
  });
}

function checkReturn(item: unknown): string | undefined {
  if (!isRecord(item)) {
    return "does not say how the user comes back";
  }
  for (const [key, value] of Object.entries(item)) {
    if (!Object.hasOwn(properties, key)) {
      return `has the unknown property ${JSON.stringify(key)}`;
    }
    const known = properties[key];
    if (!isRecord(value)) {
      return `needs an object as ${key}`;
    }
    for (const [name, part] of Object.entries(known ? value : {})) {
      if (known?.[name]?.(part) !== true) {
        return `has the wrong property ${key}.${name}`;
      }
    }
  }
  return isRecord(item["token"]) && !("secret" in item["token"])
    ? "names no setting as token.secret"
    : undefined;
}

function withSecret(back: Return, settings: Readonly<Record<string, string>>): Return {
  if (!back.token) {
    return back;
  }
  const key = back.token.secret;
  const secret = settings[key];
  if (secret !== undefined) {
    return { ...back, token: { ...back.token, secret } };
  }
  const what = "the token of the user's return is to be signed with";
  if (looksLikeKey(key) && !Object.values(settings).includes(key)) {
    throw new InputError({
      message: `${what} the setting ${key}, which is not given`,
      hint: `give it: --config ${key}=VALUE`,
    });
  }
  // It is not repeated: it may be the secret itself.
  throw new InputError({
    message: `${what} a setting, and token.secret is not the key of one that is given`,
    hint: "write the key of the setting, never its value, and give it: --config KEY=VALUE",
  });
}

/**
 * Whether a text reads like the key of a setting, as no value that somebody would keep secret does.
 */
function looksLikeKey(text: string): boolean {
  return /^(?=.{1,40}$)[A-Z]{1,16}(?:_[A-Z]{1,16})*$/.test(text);
}
