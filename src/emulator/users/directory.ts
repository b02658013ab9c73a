import { copy } from "../../text/plain-data.ts";
import type { ChangeLog } from "./change-log.ts";
import type {
  DescribedConnection,
  DescribedOrganization,
  DescribedRole,
  Permission,
  TenantParts,
} from "./tenant-parts.ts";

/** A role as the tenant stores it. */
export type Role = Required<Pick<DescribedRole, "id" | "name" | "description">>;

/** An organization as the tenant stores it. */
export type Organization = Omit<DescribedOrganization, "members" | "id"> & { id: string };

/** A permission of a user, and where they have it from: a role, or none if it is their own. */
export interface HeldPermission {
  permission: Permission;
  roles: Role[];
  isDirect: boolean;
}

/** What every tenant has. */
const connections: readonly Required<DescribedConnection>[] = [
  {
    id: "con_Username-Password-Authentication",
    name: "Username-Password-Authentication",
    strategy: "auth0",
  },
  { id: "con_email", name: "email", strategy: "email" },
  { id: "con_sms", name: "sms", strategy: "sms" },
];

/** The roles, permissions, organizations and members of a tenant, which live between logins. */
export class Directory {
  readonly #log: ChangeLog;
  readonly #connections = new Map<string, Required<DescribedConnection>>();
  readonly #roles = new Map<string, Role>();
  readonly #permissions = new Map<string, readonly Permission[]>();
  readonly #userRoles = new Map<string, Set<string>>();
  readonly #userPermissions = new Map<string, Permission[]>();
  readonly #organizations = new Map<string, Organization>();
  /** By organization and user, the ids of roles. */
  readonly #members = new Map<string, Map<string, Set<string>>>();

  constructor(log: ChangeLog) {
    this.#log = log;
  }

  /** Adds what is not there yet. */
  add({ connections, roles, organizations, permissions }: TenantParts): void {
    for (const { id, name, strategy } of connections ?? []) {
      if (!this.#connections.has(name)) {
        this.#connections.set(name, { id: id ?? `con_${name}`, name, strategy });
      }
    }
    for (const role of roles ?? []) {
      this.#addRole(role);
    }
    for (const organization of organizations ?? []) {
      this.#addOrganization(organization);
    }
    for (const { user_id: userId, ...permission } of permissions ?? []) {
      const held = this.#userPermissions.get(userId) ?? [];
      if (!held.some((other) => isSame(other, permission))) {
        this.#userPermissions.set(userId, [...held, copy(permission)]);
      }
    }
  }

  connection(name: string): Required<DescribedConnection> | undefined {
    return this.#connections.get(name) ?? connections.find((one) => one.name === name);
  }

  roles(): Role[] {
    return copy([...this.#roles.values()]);
  }

  /** By id or name. */
  role(key: string): Role | undefined {
    return this.roles().find(({ id, name }) => id === key || name === key);
  }

  permissionsOf(roleId: string): Permission[] {
    return copy([...(this.#permissions.get(roleId) ?? [])]);
  }

  rolesOf(userId: string): Role[] {
    return this.#pick(this.#userRoles.get(userId));
  }

  /** The ids of the users who have a role. */
  usersWith(roleId: string): string[] {
    return [...this.#userRoles].filter(([, ids]) => ids.has(roleId)).map(([userId]) => userId);
  }

  assignRoles(userId: string, ids: readonly string[]): void {
    this.#touchRoles(userId);
    this.#userRoles.set(userId, new Set([...(this.#userRoles.get(userId) ?? []), ...ids]));
  }

  removeRoles(userId: string, ids: readonly string[]): void {
    this.#touchRoles(userId);
    for (const id of ids) {
      this.#userRoles.get(userId)?.delete(id);
    }
  }

  /** Those of the user's own and those of their roles. */
  heldPermissions(userId: string): HeldPermission[] {
    const direct = this.#userPermissions.get(userId) ?? [];
    const held: HeldPermission[] = [];
    const note = (permission: Permission, role?: Role) => {
      const known = held.find((other) => isSame(other.permission, permission));
      const item = known ?? { permission: copy(permission), roles: [], isDirect: false };
      if (!known) {
        held.push(item);
      }
      if (role) {
        item.roles.push(role);
      } else {
        item.isDirect = true;
      }
    };
    for (const permission of direct) {
      note(permission);
    }
    for (const role of this.rolesOf(userId)) {
      for (const permission of this.permissionsOf(role.id)) {
        note(permission, role);
      }
    }
    return held;
  }

  assignPermissions(userId: string, permissions: readonly Permission[]): void {
    this.#touchPermissions(userId);
    const held = this.#userPermissions.get(userId) ?? [];
    const added = permissions.filter((one) => !held.some((other) => isSame(one, other)));
    this.#userPermissions.set(userId, [...held, ...copy(added)]);
  }

  removePermissions(userId: string, permissions: readonly Permission[]): void {
    this.#touchPermissions(userId);
    const held = this.#userPermissions.get(userId) ?? [];
    this.#userPermissions.set(
      userId,
      held.filter((one) => !permissions.some((other) => isSame(one, other))),
    );
  }

  organizations(): Organization[] {
    return copy([...this.#organizations.values()]);
  }

  organization(id: string): Organization | undefined {
    return copy(this.#organizations.get(id));
  }

  organizationsOf(userId: string): Organization[] {
    return this.organizations().filter(({ id }) => this.isMember(id, userId));
  }

  /** The ids of the members, in the order in which they joined. */
  members(organizationId: string): string[] {
    return [...(this.#members.get(organizationId)?.keys() ?? [])];
  }

  isMember(organizationId: string, userId: string): boolean {
    return this.#members.get(organizationId)?.has(userId) ?? false;
  }

  addMembers(organizationId: string, userIds: readonly string[]): void {
    this.#touchMembers(organizationId);
    const members = this.#members.get(organizationId) ?? new Map<string, Set<string>>();
    for (const userId of userIds) {
      if (!members.has(userId)) {
        members.set(userId, new Set());
      }
    }
    this.#members.set(organizationId, members);
  }

  removeMembers(organizationId: string, userIds: readonly string[]): void {
    this.#touchMembers(organizationId);
    for (const userId of userIds) {
      this.#touchMemberRoles(organizationId, userId);
      this.#members.get(organizationId)?.delete(userId);
    }
  }

  memberRoles(organizationId: string, userId: string): Role[] {
    return this.#pick(this.#members.get(organizationId)?.get(userId));
  }

  assignMemberRoles(organizationId: string, userId: string, ids: readonly string[]): void {
    this.#touchMemberRoles(organizationId, userId);
    const roles = this.#members.get(organizationId)?.get(userId);
    for (const id of ids) {
      roles?.add(id);
    }
  }

  removeMemberRoles(organizationId: string, userId: string, ids: readonly string[]): void {
    this.#touchMemberRoles(organizationId, userId);
    const roles = this.#members.get(organizationId)?.get(userId);
    for (const id of ids) {
      roles?.delete(id);
    }
  }

  /** A user who is gone has no role and is no member. */
  forget(userId: string): void {
    if (this.#userRoles.has(userId)) {
      this.#touchRoles(userId);
    }
    if (this.#userPermissions.has(userId)) {
      this.#touchPermissions(userId);
    }
    this.#userRoles.delete(userId);
    this.#userPermissions.delete(userId);
    for (const { id } of this.organizationsOf(userId)) {
      this.removeMembers(id, [userId]);
    }
  }

  #addRole({ id, name, description = "", permissions = [], users = [] }: DescribedRole): void {
    if (this.role(id ?? name)) {
      return;
    }
    const role = { id: id ?? `rol_${name}`, name, description };
    this.#roles.set(role.id, role);
    this.#permissions.set(role.id, copy([...permissions]));
    for (const userId of users) {
      this.#userRoles.set(userId, new Set([...(this.#userRoles.get(userId) ?? []), role.id]));
    }
  }

  #addOrganization({ members = [], ...described }: DescribedOrganization): void {
    const id = described.id ?? `org_${described.name}`;
    if (this.#organizations.has(id)) {
      return;
    }
    const { name } = described;
    this.#organizations.set(id, { display_name: name, ...copy(described), id });
    const joined = members.map((member) => {
      const { user_id: userId, roles = [] } =
        typeof member === "string" ? { user_id: member } : member;
      const ids = roles.flatMap((key) => this.#roleIdOf(key));
      return [userId, new Set(ids)] as const;
    });
    this.#members.set(id, new Map(joined));
  }

  /** A role that is only named is there. */
  #roleIdOf(key: string): string {
    this.#addRole({ name: key });
    return this.role(key)?.id ?? key;
  }

  #pick(ids: ReadonlySet<string> | undefined): Role[] {
    return ids ? this.roles().filter(({ id }) => ids.has(id)) : [];
  }

  #touchRoles(userId: string): void {
    this.#log.touch(`user ${userId} roles`, () => namesOf(this.rolesOf(userId)));
  }

  #touchPermissions(userId: string): void {
    this.#log.touch(`user ${userId} permissions`, () =>
      (this.#userPermissions.get(userId) ?? [])
        .map((one) => `${one.permission_name} of ${one.resource_server_identifier}`)
        .sort(),
    );
  }

  #touchMembers(organizationId: string): void {
    this.#log.touch(`organization ${organizationId} members`, () =>
      this.members(organizationId).sort(),
    );
  }

  #touchMemberRoles(organizationId: string, userId: string): void {
    this.#log.touch(`organization ${organizationId} member ${userId} roles`, () =>
      namesOf(this.memberRoles(organizationId, userId)),
    );
  }
}

function namesOf(roles: readonly Role[]): string[] {
  return roles.map(({ name }) => name).sort();
}

function isSame(one: Permission, other: Permission): boolean {
  return (
    one.permission_name === other.permission_name &&
    one.resource_server_identifier === other.resource_server_identifier
  );
}
