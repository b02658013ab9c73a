import type { AuthenticationMethod } from "../actions/types/request-types.ts";
import { ChangeLog } from "./change-log.ts";
import { copy } from "../../text/plain-data.ts";
import type { User } from "./user.ts";
import type { Identity } from "../rules/types.ts";
import {
  checkMetadata,
  ManagementError,
  mergeMetadata,
  metadataKinds,
  noUser,
  type MetadataChanges,
} from "./user-metadata.ts";

/**
 * What is to be changed of a user: metadata are merged, all else is replaced, and null takes it
 * away.
 */
export type UserChanges = MetadataChanges & Readonly<Record<string, unknown>>;

/** What does not go into the profile of a linked identity. */
const notLinked = new Set(["user_id", "identities", "app_metadata", "user_metadata"]);

/** The users of a tenant, who live between logins. What goes in and out is copied. */
export class UserStore {
  readonly #users = new Map<string, User>();
  readonly #logins = new Map<string, number>();
  readonly #methods = new Map<string, AuthenticationMethod[]>();
  readonly #log: ChangeLog;

  constructor(users: readonly User[], log: ChangeLog = new ChangeLog()) {
    this.#log = log;
    for (const user of users) {
      this.put(user);
    }
  }

  /** All users, in the order in which they came. */
  all(): User[] {
    return [...this.#users.values()].map((user) => copy(user));
  }

  get(userId: string): User | undefined {
    return copy(this.#users.get(userId));
  }

  /** The user of this id, or the one that the identity of this id has been linked to. */
  find(userId: string): User | undefined {
    const user = this.get(userId);
    if (user) {
      return user;
    }
    for (const candidate of this.#users.values()) {
      if (candidate.identities?.some((identity) => idOf(identity) === userId)) {
        return copy(candidate);
      }
    }
    return undefined;
  }

  /** @throws TypeError if nothing identifies the user */
  put(user: User): void {
    // Tests in plain JavaScript have no types that tell them.
    if (typeof user.user_id !== "string") {
      throw new TypeError("the user has no user_id: aUser({ … }) makes a whole one");
    }
    this.#users.set(user.user_id, copy(user));
  }

  /** Stores a user whom the API made. */
  create(user: User): void {
    this.#touch(user.user_id);
    this.put(user);
  }

  delete(userId: string): void {
    this.#touch(userId);
    this.#users.delete(userId);
  }

  /** Counts a login and answers the new number. */
  countLogin(userId: string): number {
    const count = this.loginsCount(userId) + 1;
    this.#logins.set(userId, count);
    return count;
  }

  loginsCount(userId: string): number {
    return this.#logins.get(userId) ?? 0;
  }

  /** The methods of their own that actions have recorded for the user. */
  methods(userId: string): readonly AuthenticationMethod[] {
    return this.#methods.get(userId) ?? [];
  }

  recordMethod(userId: string, method: AuthenticationMethod): void {
    const others = this.methods(userId).filter(({ name }) => name !== method.name);
    this.#methods.set(userId, [...others, method]);
  }

  /** Adds a factor that the user can be challenged with from now on. */
  enroll(userId: string, type: string): void {
    const user = this.#users.get(userId);
    const before: unknown[] = Array.isArray(user?.["enrolledFactors"])
      ? user["enrolledFactors"]
      : [];
    if (user) {
      user["enrolledFactors"] = [...before, { type }];
    }
  }

  /**
   * Makes one user's identities secondary ones of another, whose metadata and address stay; the
   * first user is gone.
   * Source: https://auth0.com/docs/manage-users/user-accounts/user-account-linking
   *
   * @throws ManagementError if there is no such user, or if both are one
   */
  link(primaryId: string, secondaryId: string): User {
    const primary = this.#users.get(primaryId);
    const secondary = this.#users.get(secondaryId);
    if (!primary || !secondary) {
      throw noUser();
    }
    if (primary === secondary) {
      throw new ManagementError(400, "A user cannot be linked to itself.");
    }
    this.#touch(primaryId);
    this.#touch(secondaryId);
    const profileData = Object.fromEntries(
      Object.entries(secondary).filter(([key]) => !notLinked.has(key)),
    );
    const linked = (secondary.identities ?? []).map((identity) => ({ ...identity, profileData }));
    primary.identities = [...(primary.identities ?? []), ...linked];
    this.#users.delete(secondaryId);
    return copy(primary);
  }

  /**
   * Takes a secondary identity from a user and makes a user of its own of it, with the profile at
   * the provider.
   * Source:
   * https://auth0.com/docs/manage-users/user-accounts/user-account-linking/unlink-user-accounts
   *
   * @throws ManagementError if there is no such user or identity, or if it is the user's first one
   */
  unlink(userId: string, identityId: string): User {
    const user = this.#users.get(userId);
    if (!user) {
      throw noUser();
    }
    const identities = user.identities ?? [];
    const index = identities.findIndex((identity) => idOf(identity) === identityId);
    const { profileData, ...identity } = identities[index] ?? {};
    if (index === -1) {
      throw new ManagementError(404, "The identity does not exist.");
    }
    if (index === 0) {
      throw new ManagementError(400, "Main identity cannot be removed.");
    }
    this.#touch(userId);
    this.#touch(identityId);
    user.identities = identities.filter((_, other) => other !== index);
    this.put({ ...profileData, user_id: identityId, identities: [identity] });
    return copy(user);
  }

  /**
   * Changes a user as `PATCH /api/v2/users/{id}` does, all of it or nothing. Metadata are merged at
   * the first level only: null removes a key, `{}` removes all. Source:
   * https://auth0.com/docs/api/management/v2/users/patch-users-by-id
   *
   * @param now milliseconds since 1970, when the change is made
   * @throws ManagementError for an unknown user and for keys or values that the API refuses
   */
  patch(userId: string, changes: UserChanges, now: number): User {
    const user = this.#users.get(userId);
    if (!user) {
      throw noUser();
    }
    const merged = Object.entries(changes).map(([key, change]) => {
      const kind = metadataKinds.find((candidate) => candidate === key);
      if (!kind) {
        return [key, change] as const;
      }
      checkMetadata(kind, change);
      return [key, mergeMetadata(user[kind], change)] as const;
    });
    this.#touch(userId);
    for (const [key, value] of merged) {
      if (value === null) {
        Reflect.deleteProperty(user, key);
      } else {
        user[key] = copy(value);
      }
    }
    user.updated_at = new Date(now).toISOString();
    return copy(user);
  }

  #touch(userId: string): void {
    this.#log.touch(`user ${userId}`, () => this.#users.get(userId));
  }
}

/** The id of the user that an identity alone would be. */
export function idOf({ provider, user_id: ownId }: Identity): string {
  return `${String(provider)}|${String(ownId)}`;
}
