import { isRecord } from "../../text/plain-data.ts";
import type { Failure } from "../outcome/outcome.ts";

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

  constructor(userId: string, message: string) {
    super(message);
    this.user_id = userId;
  }
}

/**
 * The end of a silent login that needs a factor: there is nobody to ask.
 * Source: https://github.com/auth0/auth0-spa-js/pull/1540
 */
export const loginRequired: Readonly<Failure> = {
  name: "login_required",
  message: "Multifactor authentication required",
};

/**
 * What Auth0 makes of a thrown value or of the first argument of a callback: a string is the
 * message, of an object a few properties are kept, anything else becomes the message. A value may
 * be made to throw when it is read.
 * Source: the npm package auth0-authz-rules-api 4.0.0, `_wrap_callback`.
 */
export function describeFailure(error: unknown): Failure {
  if (!isObject(error)) {
    return { name: "Error", message: textOf(error) };
  }
  const failure: Failure = {
    name: readText(error, "name") ?? "Error",
    message: readMessage(error),
  };
  const code = readText(error, "code");
  const stack = readText(error, "stack");
  if (code !== undefined) {
    failure.code = code;
  }
  if (stack !== undefined) {
    failure.stack = stack;
  }
  return failure;
}

/**
 * Whether an error passed to a callback is a refusal rather than a defect: the code decides, so
 * that a class of the rule's own counts too. Source:
 * https://auth0.com/docs/customize/rules/raise-errors-from-rules
 */
export function isRefusal(error: unknown): boolean {
  return isObject(error) && readText(error, "code") === "unauthorized";
}

/** `isRecord`, which throws for a proxy that has been revoked. */
function isObject(value: unknown): value is object {
  try {
    return isRecord(value);
  } catch {
    return true;
  }
}

/** A property that is text, unless reading it throws. */
function readText(error: object, key: string): string | undefined {
  try {
    const value: unknown = Reflect.get(error, key);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

function readMessage(error: object): string {
  try {
    const message: unknown = Reflect.get(error, "message");
    return typeof message === "string" || typeof message === "symbol" ? String(message) : "";
  } catch {
    return "what was thrown cannot be read";
  }
}

/** Any value as text. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `a value of type ${typeof value} that cannot be read`;
  }
}
