/** A group of the user, as `api.groups` tells of it. */
export interface Group {
  /** Identifies the group. */
  id: string;
  /** Its name. */
  name: string;
  [key: string]: unknown;
}

/** Which part of a list. Source: https://github.com/auth0/auth0-actions */
export interface Page {
  /** At most so many. */
  take?: number;
  /** The `next` of the page before. */
  from?: string;
}

/** What is known of a group that was asked for. Source: https://github.com/auth0/auth0-actions */
export interface Membership {
  /** Whether the user belongs to it. */
  is_member: boolean;
  /** The groups of this id or name. */
  matches?: {
    /** Identifies the group. */
    id: string;
    /** Its name. */
    name: string;
    /** Its type. */
    group_type: string;
  }[];
}

/** A page of the user's groups. Source: https://github.com/auth0/auth0-actions */
export interface GroupPage {
  /** The groups of this page. */
  groups: Group[];
  /** What `from` of the next page is, if there is one. */
  next?: string;
}

/** What is known of groups that were asked for. Source: https://github.com/auth0/auth0-actions */
export interface Memberships {
  /** By the id or name that was asked for. */
  memberships: Record<string, Membership>;
}

/** The groups of the user. Source: https://github.com/auth0/auth0-actions (src/post-login/v3) */
export interface GroupsApi {
  /** The groups that the user belongs to, a page at a time. */
  getUserGroups(page?: Page): Promise<GroupPage>;
  /** Whether the user belongs to each of the groups, given by id or name. */
  hasGroupMembership(groups: string[]): Promise<Memberships>;
}

/** A role of a user. Source: https://github.com/auth0/auth0-actions */
export interface Role {
  /** Identifies the role. */
  id: string;
  /** Its name. */
  name: string;
  /** Its type. */
  type: string;
}

/** Roles that were found, or a page of them. Source: https://github.com/auth0/auth0-actions */
export interface RolePage {
  /** The roles. */
  roles: Role[];
  /** What `from` of the next page is, if there is one. */
  next?: string;
}

/** The roles of the user, direct or by a group. Source: https://github.com/auth0/auth0-actions (src/post-login/v3) */
export interface RolesApi {
  /** All roles, a page of at most 100 at a time. */
  getUserEffectiveRoles(page?: Page): Promise<RolePage>;
  /** Those of at most 100 ids that the user has. */
  getUserEffectiveRolesByIds(ids: string[]): Promise<RolePage>;
  /** Those of at most 50 names that the user has. */
  getUserEffectiveRolesByNames(names: string[]): Promise<RolePage>;
}
