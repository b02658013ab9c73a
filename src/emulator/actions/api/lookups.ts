import type { Login } from "../../login/login.ts";
import type { LoginRuntime } from "../../login/runtime.ts";
import type { GroupsApi, Membership, Page, Role, RolesApi } from "../types/lookup-types.ts";
import type { Group } from "../types/lookup-types.ts";

const page = 50;
/** Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object */
const largestPage = 100;

/** Checks arguments as https://github.com/auth0/auth0-actions does; finds the groups of the login's description. */
export function groupsApi({ groups }: Login): GroupsApi {
  return {
    getUserGroups: (page) =>
      answer(() => {
        const { items, next } = takePage(groups, page);
        return { groups: items, ...next };
      }),
    hasGroupMembership: (asked) =>
      answer(() => {
        checkList("groups", asked);
        const keys = Array.from<unknown>(asked).filter((key) => typeof key === "string");
        return {
          memberships: Object.fromEntries(keys.map((key) => [key, membership(groups, key)])),
        };
      }),
  };
}

/** The roles are those of `event.authorization`; an id is made of the name. */
export function rolesApi({ authorization }: Login): RolesApi {
  const roles: Role[] = (authorization?.roles ?? []).map((name) => ({
    id: `rol_${name}`,
    name,
    type: "tenant",
  }));
  return {
    getUserEffectiveRoles: (page) =>
      answer(() => {
        const { items, next } = takePage(roles, page, largestPage);
        return { roles: items, ...next };
      }),
    getUserEffectiveRolesByIds: (ids) =>
      answer(() => {
        checkList("ids", ids, 100);
        return { roles: roles.filter(({ id }) => ids.includes(id)) };
      }),
    getUserEffectiveRolesByNames: (names) =>
      answer(() => {
        checkList("names", names, 50);
        return { roles: roles.filter(({ name }) => names.includes(name)) };
      }),
  };
}

/** A refusal of the arguments is a rejection, not a throw. */
function answer<T>(find: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(find());
  });
}

type Lookup = (...args: unknown[]) => Promise<unknown>;

/**
 * Lookups that take their time, as requests do: what an action does not wait for comes too late.
 */
export function inItsTime<T extends object>(name: string, lookups: T, { clock }: LoginRuntime): T {
  const slow = Object.entries(lookups as Record<string, Lookup>).map(([key, lookup]) => [
    key,
    async (...args: unknown[]) => {
      const end = clock.begin(() => `a call of api.${name}.${key}`);
      try {
        await clock.wait(0);
        return await lookup(...args);
      } finally {
        end();
      }
    },
  ]);
  return Object.fromEntries(slow) as T;
}

function membership(groups: readonly Group[], key: string): Membership {
  const matches = groups
    .filter(({ id, name }) => id === key || name === key)
    .map(({ id, name }) => ({ id, name, group_type: "tenant" }));
  return matches.length > 0 ? { is_member: true, matches } : { is_member: false };
}

/** `from` is the number of the first item, as the `next` of the page before. */
function takePage<T>(
  all: readonly T[],
  { take = page, from }: Page = {},
  largest = Infinity,
): { items: T[]; next: { next?: string } } {
  if (from !== undefined && typeof from !== "string") {
    throw new Error('The "from" parameter must be a string if provided.');
  }
  if (!Number.isInteger(take) || take <= 0) {
    throw new Error('The "take" parameter must be a positive integer if provided.');
  }
  const first = Number(from ?? 0);
  const end = first + Math.min(take, largest);
  return {
    items: all.slice(first, end),
    next: end < all.length ? { next: String(end) } : {},
  };
}

function checkList(name: string, list: unknown, limit = Infinity): void {
  if (!Array.isArray(list) || list.length === 0) {
    throw new Error(`The "${name}" parameter must be a non-empty array of strings.`);
  }
  if (list.length > limit) {
    throw new Error(`The "${name}" parameter must not have more than ${limit} items.`);
  }
}
