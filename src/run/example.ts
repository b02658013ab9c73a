import { isRecord } from "../text/plain-data.ts";
import type { LoginDescription, User } from "../emulator/login/login.ts";
import { aUser } from "../emulator/login/samples.ts";
import type { Return } from "../emulator/login/transaction.ts";
import type { Example, ExampleReturn } from "../template/examples/example.ts";
import { describeLogin, describeUser } from "./login-input.ts";

/** The login of an example, for the emulator. */
export interface ExampleLogin {
  readonly user: User;
  readonly login: LoginDescription;
}

/** A user is a whole one; without one, the sample logs in. */
export function describeExample({ login: described }: Pick<Example, "login">): ExampleLogin {
  const { user, ...login } = described;
  return { user: isRecord(user) ? describeUser(user) : aUser(), login: describeLogin(login) };
}

/**
 * How the user of an example comes back, with the token's key in the place of its setting.
 *
 * @param settings those of the login, which need not be the example's
 * @throws Error if the setting that signs the token is not given
 */
export function describeReturn(
  { token, ...back }: ExampleReturn,
  settings: Readonly<Record<string, string>>,
): Return {
  if (!token) {
    return back;
  }
  const secret = settings[token.secret];
  if (secret === undefined) {
    throw new Error(`the setting ${token.secret} is not given`);
  }
  return { ...back, token: { ...token, secret } };
}
