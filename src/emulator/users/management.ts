import type { LoginClock } from "../clock/clock.ts";
import { textOf } from "../host/errors.ts";
import { ManagementError, type MetadataChanges, type MetadataKind } from "./user-metadata.ts";
import type { UserStore } from "./user-store.ts";
import type { User } from "./user.ts";

/** How the Management API answers: as it should, with an error, or five seconds late. */
export type ManagementMode = "ok" | 429 | 500 | "slow";

/** Milliseconds that a slow answer takes. */
export const slow = 5_000;

/** Told of an error, or of null and the user as it is then. */
type NodeCallback = (error: unknown, user?: User) => unknown;
/**
 * Changes metadata of a user at the first level, where null removes a key. With a callback there is
 * no promise.
 */
type UpdateMetadata = (
  userId: string,
  metadata: Record<string, unknown>,
  callback?: NodeCallback,
) => Promise<User> | undefined;

/**
 * The `auth0` of a rule: a Management API client that can change metadata and nothing else.
 * Source: https://auth0.com/docs/customize/rules/use-management-api
 */
export interface ManagementClient {
  /**
   * A token of the Management API for `read:users` and `update:users`. Here it is good at the
   * emulated tenant only.
   */
  readonly accessToken: string;
  /** The tenant's own domain. */
  domain: string;
  /** Not in the documentation, but official rules use it. */
  baseUrl: string;
  /** All that a rule can change of users. */
  users: {
    /** Changes what the user may edit. */
    updateUserMetadata: UpdateMetadata;
    /** Changes what the user cannot edit. */
    updateAppMetadata: UpdateMetadata;
  };
}

const methods = {
  user_metadata: "updateUserMetadata",
  app_metadata: "updateAppMetadata",
} as const satisfies Record<MetadataKind, keyof ManagementClient["users"]>;

/** The Management API of a tenant, on the clock of one login. */
export interface Management {
  clock: LoginClock;
  store: UserStore;
  /** How the next request is answered. */
  nextMode: () => ManagementMode;
  /** The tenant's own domain. */
  domain: string;
  /** A token of the tenant for its rules. */
  accessToken: () => string;
}

/** The client of a rule. */
export function managementClient(management: Management): ManagementClient {
  return new RuleClient(management);
}

/**
 * A class, because each login makes one, and an object with a getter of its own takes a third of
 * its time.
 */
class RuleClient implements ManagementClient {
  readonly domain: string;
  readonly baseUrl: string;
  readonly users: ManagementClient["users"];
  readonly #management: Management;

  constructor(management: Management) {
    const { domain } = management;
    this.#management = management;
    this.domain = domain;
    this.baseUrl = `https://${domain}/api/v2`;
    this.users = {
      updateUserMetadata: updater(management, "user_metadata"),
      updateAppMetadata: updater(management, "app_metadata"),
    };
  }

  get accessToken(): string {
    return this.#management.accessToken();
  }
}

function updater(management: Management, kind: MetadataKind): UpdateMetadata {
  return (userId, metadata, callback) => {
    const end = management.clock.begin(() => `a call of auth0.users.${methods[kind]}`);
    const answer = patchUser(management, userId, { [kind]: metadata });
    if (!callback) {
      return answer.finally(end);
    }
    void callBack(management.clock, answer, { callback, end });
    return undefined;
  };
}

/** On a turn of its own, so that what the callback throws is an uncaught exception of the login. */
async function callBack(
  clock: LoginClock,
  answer: Promise<User>,
  { callback, end }: { callback: NodeCallback; end: () => void },
): Promise<void> {
  const tell = (...given: Parameters<NodeCallback>) => {
    clock.soon(() => {
      end();
      callback(...given);
    });
  };
  try {
    const user = await answer;
    tell(null, user);
  } catch (error) {
    tell(error);
  }
}

/**
 * Changes metadata of a user as soon as the API answers.
 *
 * @throws ManagementError as the mode, the user and the metadata make the API refuse
 */
export async function patchUser(
  { clock, store, nextMode }: Management,
  userId: string,
  changes: MetadataChanges,
): Promise<User> {
  const mode = nextMode();
  await clock.wait(mode === "slow" ? slow : 0);
  const refusal = refusalOf(mode);
  if (refusal) {
    throw refusal;
  }
  return store.patch(userId, changes, clock.now());
}

/** What the API refuses each request with in a mode. */
export function refusalOf(mode: ManagementMode): ManagementError | undefined {
  if (mode === 429) {
    return new ManagementError(429, "Global limit has been reached", "too_many_requests");
  }
  if (mode === 500) {
    return new ManagementError(500, "An internal server error occurred");
  }
  return undefined;
}

const knownModes: readonly unknown[] = ["ok", 429, 500, "slow"] satisfies ManagementMode[];

/**
 * Takes the modes one after the other, and the last one again and again.
 *
 * @throws TypeError if there is no such mode
 */
export function modeQueue(
  modes: ManagementMode | readonly ManagementMode[] = "ok",
): () => ManagementMode {
  const left = typeof modes === "object" ? [...modes] : [modes];
  for (const mode of left) {
    if (!knownModes.includes(mode)) {
      throw new TypeError(`management must be "ok", 429, 500 or "slow", not ${textOf(mode)}`);
    }
  }
  return () => (left.length > 1 ? left.shift() : left[0]) ?? "ok";
}
