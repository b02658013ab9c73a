import { setOwn, throughJson } from "../../text/plain-data.ts";

/** The two kinds of metadata of a user. */
export type MetadataKind = "app_metadata" | "user_metadata";

export const metadataKinds: readonly MetadataKind[] = ["user_metadata", "app_metadata"];

/** What is to be changed, by kind. */
export type MetadataChanges = Partial<Record<MetadataKind, unknown>>;

/**
 * Keys that the Management API refuses in `app_metadata`.
 * Source: https://auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data
 */
const forbidden = new Set(
  `__tenant _id blocked clientID created_at email_verified email globalClientID global_client_id identities lastIP
  lastLogin loginsCount metadata multifactor_last_modified multifactor updated_at user_id`.split(
    /\s+/,
  ),
);

/** Whether `app_metadata` can have a key. */
export function canBeAppMetadata(key: string): boolean {
  return !forbidden.has(key);
}

/** What HTTP calls the statuses of refusals. */
const reasons = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  429: "Too Many Requests",
  500: "Internal Server Error",
} as const;

/**
 * A refusal of the Management API, as the node-auth0 library reports it: by the name of its status.
 */
export class ManagementError extends Error {
  override readonly name: string;
  readonly statusCode: number;
  /** What the API calls the refusal for programs, such as `insufficient_scope`. */
  readonly errorCode: string | undefined;

  constructor(statusCode: keyof typeof reasons, message: string, errorCode?: string) {
    super(message);
    this.name = reasons[statusCode];
    this.statusCode = statusCode;
    this.errorCode = errorCode;
  }
}

/** The refusal of a user whom the tenant does not have. */
export function noUser(): ManagementError {
  return new ManagementError(404, "The user does not exist.", "inexistent_user");
}

/** @throws ManagementError for keys or values that the API refuses */
export function checkMetadata(
  kind: MetadataKind,
  changes: unknown,
): asserts changes is Record<string, unknown> {
  if (typeof changes !== "object" || changes === null || Array.isArray(changes)) {
    throw badRequest(`'${kind}' must be an object`);
  }
  for (const key of Object.keys(changes)) {
    if (/[.$]/.test(key)) {
      throw badRequest(`a key of '${kind}' contains "." or "$": ${key}`);
    }
    if (kind === "app_metadata" && forbidden.has(key)) {
      throw badRequest(`'app_metadata' must not contain the key ${key}`);
    }
  }
}

function badRequest(message: string): ManagementError {
  const text = `Payload validation error: ${message}`;
  return new ManagementError(400, text, "invalid_body");
}

/** At the first level only; null removes a key, `{}` removes all. */
export function mergeMetadata(
  stored: Record<string, unknown> | undefined,
  changes: Record<string, unknown>,
): Record<string, unknown> {
  // Through JSON, as the request goes: functions and undefined vanish, dates become strings.
  const sent = throughJson(changes) as Record<string, unknown>;
  if (Object.keys(changes).length === 0) {
    return {};
  }
  const merged = { ...stored };
  for (const [key, value] of Object.entries(sent)) {
    if (value === null) {
      Reflect.deleteProperty(merged, key);
    } else {
      setOwn(merged, key, value);
    }
  }
  return merged;
}
