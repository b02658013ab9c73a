import type { AuthenticationMethod } from "./actions/request-types.ts";
import { copy } from "./copy.ts";
import type { User } from "./login.ts";
import type { Identity } from "./rules/types.ts";
import {
  checkMetadata,
  ManagementError,
  mergeMetadata,
  METADATA_KINDS,
  type MetadataChanges,
} from "./user-metadata.ts";

/** What does not go into the profile of a linked identity. */
const NOT_LINKED = new Set(["user_id", "identities", "app_metadata", "user_metadata"]);

/** The users of a tenant, who live between logins. What goes in and out is copied. */
export class UserStore {
  readonly #users = new Map<string, User>();
  readonly #logins = new Map<string, number>();
  readonly #methods = new Map<string, AuthenticationMethod[]>();

  constructor(users: readonly User[]) {
    for (const user of users) this.put(user);
  }

  get(userId: string): User | undefined {
    return copy(this.#users.get(userId));
  }

  /** The user of this id, or the one that the identity of this id has been linked to. */
  find(userId: string): User | undefined {
    const user = this.get(userId);
    if (user) return user;
    for (const candidate of this.#users.values())
      if (candidate.identities?.some((identity) => idOf(identity) === userId))
        return copy(candidate);
    return undefined;
  }

  /** @throws TypeError if nothing identifies the user */
  put(user: User): void {
    // Tests in plain JavaScript have no types that tell them.
    if (typeof user.user_id !== "string")
      throw new TypeError("the user has no user_id: aUser({ … }) makes a whole one");
    this.#users.set(user.user_id, copy(user));
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
    if (user) user["enrolledFactors"] = [...before, { type }];
  }

  /**
   * Makes one user's identities secondary ones of another, whose metadata and address stay; the first user is gone.
   * Source: https://auth0.com/docs/manage-users/user-accounts/user-account-linking
   *
   * @throws ManagementError if there is no such user, or if both are one
   */
  link(primaryId: string, secondaryId: string): User {
    const primary = this.#users.get(primaryId);
    const secondary = this.#users.get(secondaryId);
    if (!primary || !secondary)
      throw new ManagementError("Not Found", 404, "The user does not exist.");
    if (primary === secondary)
      throw new ManagementError("Bad Request", 400, "A user cannot be linked to itself.");
    const profileData = Object.fromEntries(
      Object.entries(secondary).filter(([key]) => !NOT_LINKED.has(key)),
    );
    const linked = (secondary.identities ?? []).map((identity) => ({ ...identity, profileData }));
    primary.identities = [...(primary.identities ?? []), ...linked];
    this.#users.delete(secondaryId);
    return copy(primary);
  }

  /**
   * Merges metadata as `PATCH /api/v2/users/{id}` does: at the first level only, null removes a key, `{}` removes
   * all; all of it or nothing. Source: https://auth0.com/docs/api/management/v2/users/patch-users-by-id
   *
   * @throws ManagementError for an unknown user and for keys or values that the API refuses
   */
  patch(userId: string, changes: MetadataChanges): User {
    const user = this.#users.get(userId);
    if (!user) throw new ManagementError("Not Found", 404, "The user does not exist.");
    const merged = METADATA_KINDS.filter((kind) => kind in changes).map((kind) => {
      const change = changes[kind];
      checkMetadata(kind, change);
      return [kind, mergeMetadata(user[kind], change)] as const;
    });
    Object.assign(user, Object.fromEntries(merged));
    return copy(user);
  }
}

/** The id of the user that an identity alone would be. */
function idOf({ provider, user_id }: Identity): string {
  return `${String(provider)}|${String(user_id)}`;
}
