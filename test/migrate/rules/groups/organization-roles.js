function organizationRoles(user, context, callback) {
  if (!context.organization) {
    return callback(null, user, context);
  }

  const { id, name, metadata = {} } = context.organization;
  const memberships = (user.app_metadata && user.app_metadata.memberships) || {};
  const membership = memberships[id];

  if (metadata.members_only === 'true' && !membership) {
    return callback(new UnauthorizedError(`You are not a member of ${name}.`));
  }

  context.idToken['https://org.example.com/role'] = membership ? membership.role : 'visitor';
  context.idToken['https://org.example.com/plan'] = metadata.plan || 'basic';
  callback(null, user, context);
}
