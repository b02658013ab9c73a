import type { Directory } from "../users/directory.ts";
import type { Login, LoginDescription } from "./login.ts";

interface UserInDirectory {
  userId: string;
  directory: Directory;
}

/**
 * Makes a login and its tenant agree: the organization and the roles that the description names are
 * there, and where it names none, the roles are those that the user has, within the organization if
 * the login is to one. Source:
 * https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export function settleRoles(
  description: LoginDescription,
  login: Login,
  { userId, directory }: UserInDirectory,
): void {
  const { organization } = login;
  if (organization) {
    directory.add({ organizations: [organization] });
    directory.addMembers(organization.id, [userId]);
  }
  const named = description.authorization?.roles;
  if (named) {
    directory.add({ roles: named.map((name) => ({ name })) });
    const ids = named.flatMap((name) => directory.role(name)?.id ?? []);
    if (organization) {
      directory.assignMemberRoles(organization.id, userId, ids);
    } else if (ids.length > 0) {
      directory.assignRoles(userId, ids);
    }
  } else if (description.authorization === undefined) {
    const held = organization
      ? directory.memberRoles(organization.id, userId)
      : directory.rolesOf(userId);
    if (held.length > 0) {
      login.authorization = { roles: held.map(({ name }) => name) };
    }
  }
}
