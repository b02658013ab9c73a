import type { Identity } from "../rules/types.ts";

/** A user as the tenant stores it; metadata are absent until something is stored. */
export interface User {
  /** Unique in the tenant. */
  user_id: string;
  /** Absent for some social and SMS users. */
  email?: string;
  /** Whether the user has shown that the address is theirs. */
  email_verified?: boolean;
  /** In ISO 8601. */
  created_at?: string;
  /** In ISO 8601. */
  updated_at?: string;
  /** The first one is the one the user was created with. */
  identities?: Identity[];
  /** What the user cannot edit. */
  app_metadata?: Record<string, unknown>;
  /** What the user may edit. */
  user_metadata?: Record<string, unknown>;
  [key: string]: unknown;
}

/**
 * A user without the properties that are null: null is a part that is not there. Changes what it is
 * given.
 */
export function withoutNullParts(user: User): User {
  for (const key of Object.keys(user)) {
    if (user[key] === null) {
      Reflect.deleteProperty(user, key);
    }
  }
  return user;
}
