import { isRecord } from "./copy.ts";
import type { Failure } from "./outcome.ts";

/**
 * Denies a login. The application is told `unauthorized` and the message.
 * Source: the npm package auth0-authz-rules-api 4.0.0, `lib/errors`.
 */
export class UnauthorizedError extends Error {
  override readonly name = "UnauthorizedError";
  readonly code = "unauthorized";
  readonly statusCode = 401;
  readonly description: string;

  constructor(message: string) {
    super(message);
    this.description = message;
  }
}

/** Meant for database scripts, but handed to rules as well. Source: as for `UnauthorizedError`. */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
  readonly code: string;
  readonly statusCode = 400;
  readonly description: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
    this.description = message;
  }
}

/** Meant for database scripts, but handed to rules as well. Source: as for `UnauthorizedError`. */
export class WrongUsernameOrPasswordError extends Error {
  override readonly name = "WrongUsernameOrPasswordError";
  readonly code = "wrongusernameorpassword";
  readonly statusCode = 400;
  readonly user_id: string;

  constructor(user_id: string, message: string) {
    super(message);
    this.user_id = user_id;
  }
}

/**
 * The end of a silent login that needs a factor: there is nobody to ask.
 * Source: https://github.com/auth0/auth0-spa-js/pull/1540
 */
export const LOGIN_REQUIRED: Readonly<Failure> = {
  name: "login_required",
  message: "Multifactor authentication required",
};

/**
 * What Auth0 makes of a thrown value or of the first argument of a callback: a string is the message, of an
 * object a few properties are kept, anything else becomes the message.
 * Source: the npm package auth0-authz-rules-api 4.0.0, `_wrap_callback`.
 */
export function describeFailure(error: unknown): Failure {
  if (!isRecord(error)) return { name: "Error", message: String(error) };
  const failure: Failure = {
    name: typeof error["name"] === "string" ? error["name"] : "Error",
    message: typeof error["message"] === "string" ? error["message"] : "",
  };
  if (typeof error["code"] === "string") failure.code = error["code"];
  if (typeof error["stack"] === "string") failure.stack = error["stack"];
  return failure;
}

/**
 * Whether an error passed to a callback is a refusal rather than a defect: the code decides, so that a class of
 * the rule's own counts too. Source: https://auth0.com/docs/customize/rules/raise-errors-from-rules
 */
export function isRefusal(error: unknown): boolean {
  return isRecord(error) && error["code"] === "unauthorized";
}
