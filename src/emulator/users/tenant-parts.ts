import { isRecord } from "../../text/plain-data.ts";
import type { ManagementMode } from "./management.ts";
import type { User } from "./user.ts";

/** An application that asks for tokens by itself: a machine-to-machine application. */
export interface Application {
  /** Identifies the application. */
  client_id: string;
  /** What the application proves itself with. */
  client_secret: string;
  /**
   * What it has been granted, as a list or with blanks in between. Without any it has no grant at
   * all.
   */
  scopes?: readonly string[] | string;
  /** The API that the grant is for: the Management API unless given. */
  audience?: string;
}

/** A token of the Management API that was made elsewhere and is good. */
export interface ApiToken {
  /** The text that comes after `Bearer`. */
  token: string;
  /** What it allows, as a list or with blanks in between. */
  scopes?: readonly string[] | string;
  /** The user whose token it is; `…:current_user…` scopes are theirs only. */
  user_id?: string;
  /** When it expires; never unless given. */
  expires_at?: Date | string | number;
}

/** A permission of an API. */
export interface Permission {
  /** Such as `read:reports`. */
  permission_name: string;
  /** The API's identifier. */
  resource_server_identifier: string;
  /** The API's name. */
  resource_server_name?: string;
  /** What it allows. */
  description?: string;
}

/** A permission that a user has beside those of their roles. */
export interface UserPermission extends Permission {
  /** Who has it. */
  user_id: string;
}

/** A role of the tenant. */
export interface DescribedRole {
  /** `rol_` and the name unless given. */
  id?: string;
  /** Unique in the tenant. */
  name: string;
  /** What it is for. */
  description?: string;
  /** What it permits. */
  permissions?: readonly Permission[];
  /** The ids of the users who have it. */
  users?: readonly string[];
}

/** A member of an organization. */
export interface DescribedMember {
  /** The user's id. */
  user_id: string;
  /** Their roles within the organization, by id or name. */
  roles?: readonly string[];
}

/** An organization of the tenant. */
export interface DescribedOrganization {
  /** `org_` and the name unless given. */
  id?: string;
  /** Unique in the tenant. */
  name: string;
  /** What people read. */
  display_name?: string;
  /** Texts that are kept with it. */
  metadata?: Record<string, string>;
  /** Logo and colors. */
  branding?: Record<string, unknown>;
  /** Users, by id or with their roles. */
  members?: readonly (string | DescribedMember)[];
}

/** A connection of the tenant. */
export interface DescribedConnection {
  /** `con_` and the name unless given. */
  id?: string;
  /** Unique in the tenant. */
  name: string;
  /** `auth0` for a database; `email`, `sms`, `google-oauth2` and so on. */
  strategy: string;
}

/** A session of a user, beside that of a login. */
export interface DescribedSession {
  /** Identifies the session, as `event.session.id` does. */
  id: string;
  /** Whose session it is. */
  user_id: string;
  /** What else the API tells of it, such as `created_at`, `clients` or `device`. */
  [key: string]: unknown;
}

/** What a tenant has, and its Management API tells of. */
export interface TenantParts {
  /** Users beside the one who signs in. */
  users?: readonly User[];
  /** `<tenant>.auth0.com` unless given. */
  domain?: string;
  /** Other domains of the tenant's own. That of the login's request is one of them. */
  custom_domains?: readonly string[];
  /** Who can ask for a token by client credentials. */
  applications?: readonly Application[];
  /** Tokens that are good without being asked for. */
  tokens?: readonly ApiToken[];
  /** Beside the usual database, email and SMS connections. */
  connections?: readonly DescribedConnection[];
  /** All roles. Those that a login names are there in any case. */
  roles?: readonly DescribedRole[];
  /** All organizations. The one of a login is there in any case. */
  organizations?: readonly DescribedOrganization[];
  /** Permissions that users have beside those of their roles. */
  permissions?: readonly UserPermission[];
  /** Sessions of users. The one of a login is there in any case. */
  sessions?: readonly DescribedSession[];
  /**
   * How the Management API answers: always in one way, or one request after the other, the last one
   * for all others.
   */
  management?: ManagementMode | readonly ManagementMode[];
}

/** The tenant of a login: its name, and what it has. What the tenant has already stays as it is. */
export interface DescribedTenant extends TenantParts {
  /** The tenant's name; `example` unless given. */
  id?: string;
}

/** Scopes as a list. */
export function scopesOf(scopes: readonly string[] | string | undefined): string[] {
  if (typeof scopes === "string") {
    return scopes.split(/\s+/).filter(Boolean);
  }
  return [...(scopes ?? [])];
}

/** What the items of a list are known by: texts that each of them has. */
const needed = {
  users: ["user_id"],
  applications: ["client_id", "client_secret"],
  tokens: ["token"],
  connections: ["name", "strategy"],
  roles: ["name"],
  organizations: ["name"],
  permissions: ["user_id", "permission_name", "resource_server_identifier"],
  sessions: ["id", "user_id"],
} as const satisfies Partial<Record<keyof TenantParts, readonly string[]>>;

const lists = Object.keys(needed) as (keyof typeof needed)[];

const modes: readonly unknown[] = ["ok", 429, 500, "slow"] satisfies ManagementMode[];

/**
 * Tests in plain JavaScript and files have no types that tell them.
 *
 * @throws TypeError at the first thing that is wrong
 */
export function checkParts(parts: TenantParts): void {
  // Most tenants have none of them, and a login may make one.
  for (const name of lists) {
    if (parts[name] !== undefined) {
      checkItems(parts[name], name);
    }
  }
  if (parts.management === undefined) {
    return;
  }
  const wrong = [parts.management].flat().find((mode) => !modes.includes(mode));
  if (wrong !== undefined) {
    throw new TypeError(`management is not ok, 429, 500 or slow, nor a list of these: ${wrong}`);
  }
}

function checkItems(list: unknown, name: (typeof lists)[number]): void {
  if (!Array.isArray(list)) {
    throw new TypeError(`the tenant's ${name} are not a list`);
  }
  for (const [index, item] of list.entries()) {
    checkItem(item, needed[name], `${name}[${index}]`);
  }
}

function checkItem(item: unknown, keys: readonly string[], place: string): void {
  for (const key of keys) {
    const value = isRecord(item) ? item[key] : undefined;
    if (typeof value === "string" && value !== "") {
      continue;
    }
    // A user who is stored is told in the words that have always been used.
    if (key === "user_id" && place.startsWith("users")) {
      continue;
    }
    throw new TypeError(`the tenant's ${place} has no ${key}`);
  }
}
