function rootAttributes(user, context, callback) {
  const ManagementClient = require('auth0@2.9.1').ManagementClient;
  const management = new ManagementClient({ token: auth0.accessToken, domain: auth0.domain });
  const names = (user.user_metadata && user.user_metadata.name) || null;

  if (!names || user.name === names || context.connectionStrategy !== 'auth0') {
    return callback(null, user, context);
  }

  management.updateUser({ id: user.user_id }, { name: names }, function (err, updated) {
    if (err) {
      return callback(err);
    }
    user.name = updated.name;
    context.idToken.name = updated.name;
    return callback(null, user, context);
  });
}
