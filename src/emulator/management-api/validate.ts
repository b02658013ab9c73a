import { isRecord } from "../../text/plain-data.ts";
import { ManagementError } from "../users/user-metadata.ts";

/** What a property of a body has to be. */
export type Kind = "string" | "boolean" | "object" | "array" | "integer" | "any";

/** By property, its kind; one with `?` may also be null. */
export type Shape = Readonly<Record<string, Kind | `${Kind}?`>>;

/** A refusal of a body. */
export function invalidBody(message: string): ManagementError {
  const text = `Payload validation error: '${message}'.`;
  return new ManagementError(400, text, "invalid_body");
}

/** A refusal of a query. */
export function invalidQuery(message: string): ManagementError {
  const text = `Query validation error: '${message}'.`;
  return new ManagementError(400, text, "invalid_query_string");
}

/** A refusal of what the API does not do for this user or connection. */
export function unsupported(message: string): ManagementError {
  return new ManagementError(400, message, "operation_not_supported");
}

/** A user's id in a path. @throws ManagementError if it is none */
export function checkUserId(id: string): void {
  if (id.includes("|")) {
    return;
  }
  const message = `Object didn't pass validation for format user-id: ${id}`;
  throw new ManagementError(400, message, "invalid_uri");
}

/** @throws ManagementError for a property that is missing, unknown or of another kind */
export function checkBody(
  body: Readonly<Record<string, unknown>>,
  shape: Shape,
  required: readonly string[] = [],
): void {
  for (const key of required) {
    if (body[key] === undefined) {
      throw invalidBody(`Missing required property: ${key}`);
    }
  }
  for (const [key, value] of Object.entries(body)) {
    const kind = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (kind === undefined) {
      throw invalidBody(`Additional properties not allowed: ${key}`);
    }
    const wanted = kind.replace("?", "");
    const isRight = kind.endsWith("?") && value === null ? true : isKind(value, wanted);
    if (!isRight) {
      throw invalidBody(
        `Expected type ${wanted} but found type ${typeOf(value)}' on property '${key}`,
      );
    }
  }
}

function isKind(value: unknown, kind: string): boolean {
  if (kind === "any") {
    return true;
  }
  if (kind === "object") {
    return isRecord(value);
  }
  if (kind === "array") {
    return Array.isArray(value);
  }
  if (kind === "integer") {
    return Number.isInteger(value);
  }
  return typeof value === kind;
}

function typeOf(value: unknown): string {
  if (value === null) {
    return "null";
  }
  return Array.isArray(value) ? "array" : typeof value;
}

/**
 * The only property of a body: a list of texts that is not empty.
 *
 * @throws ManagementError if it is none
 */
export function checkList(body: Readonly<Record<string, unknown>>, key: string): string[] {
  checkBody(body, { [key]: "array" }, [key]);
  const list = body[key] as unknown[];
  if (list.length === 0) {
    throw invalidBody(`Array is too short (0), minimum 1' on property '${key}`);
  }
  const wrong = list.find((item) => typeof item !== "string" || item === "");
  if (wrong !== undefined) {
    throw invalidBody(`Expected type string but found type ${typeOf(wrong)}' on property '${key}`);
  }
  return list as string[];
}

/**
 * A parameter that is a number; undefined without one.
 *
 * @throws ManagementError if it is none in these limits
 */
export function readInteger(
  query: URLSearchParams,
  key: string,
  { minimum, maximum }: { minimum: number; maximum: number },
): number | undefined {
  const text = query.get(key);
  if (text === null || text === "") {
    return undefined;
  }
  const value = Number(text);
  if (!Number.isInteger(value)) {
    throw invalidQuery(`Expected type integer but found type string' on property '${key}`);
  }
  if (value < minimum) {
    throw invalidQuery(`Value ${value} is less than minimum ${minimum}' on property '${key}`);
  }
  if (value > maximum) {
    throw invalidQuery(`Value ${value} is greater than maximum ${maximum}' on property '${key}`);
  }
  return value;
}

/**
 * A parameter that is true or false; undefined without one.
 *
 * @throws ManagementError if it is neither
 */
export function readBoolean(query: URLSearchParams, key: string): boolean | undefined {
  const text = query.get(key);
  if (text === null || text === "") {
    return undefined;
  }
  if (text === "true" || text === "false") {
    return text === "true";
  }
  throw invalidQuery(`Expected type boolean but found type string' on property '${key}`);
}
