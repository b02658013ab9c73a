function requiredRole(user, context, callback) {
  var required = context.clientMetadata && context.clientMetadata.required_role;
  var roles = (context.authorization || {}).roles || [];

  if (required && roles.indexOf(required) < 0) {
    // Nothing leaves the function here, so the line at the end runs as well.
    callback(new UnauthorizedError('You need the role ' + required + ' for ' + context.clientName + '.'));
  }

  context.accessToken['https://roles.example.com/checked'] = !!required;
  callback(null, user, context);
}
