function groupsClaim(user, context, callback) {
  context.idToken['https://warehouse.example/groups'] = user.groups || [];
  context.accessToken['https://warehouse.example/permissions'] = user.permissions || [];
  callback(null, user, context);
}
