function allowedScopes(user, context, callback) {
  var permissions = (user.app_metadata && user.app_metadata.scopes) || [];
  var requested = ((context.request.query && context.request.query.scope) || '').split(' ');

  var granted = requested.filter(function (scope) {
    return scope.indexOf(':') < 0 || permissions.indexOf(scope) >= 0;
  });

  context.accessToken.scope = granted;
  callback(null, user, context);
}
