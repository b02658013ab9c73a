function mergedPermissions(user, context, callback) {
  const ns = configuration.CLAIM_NAMESPACE;
  const fromRoles = (context.authorization || {}).roles || [];
  const { permissions: direct = [], groups = [] } = user.app_metadata || {};

  const permissions = [...new Set([...fromRoles.map((role) => `role:${role}`), ...direct])].sort();

  context.accessToken[ns + 'permissions'] = permissions;
  if (groups.length) {
    context.accessToken[`${ns}groups`] = groups;
  }
  return callback(null, user, context);
}
