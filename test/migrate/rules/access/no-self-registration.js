function (user, context, callback) {
  if (context.stats.loginsCount > 1 || context.connectionStrategy === 'auth0') {
    if (user.app_metadata && user.app_metadata.self_registered) {
      return callback(new UnauthorizedError('Ask your administrator for an account.'));
    }
    return callback(null, user, context);
  }

  user.app_metadata = user.app_metadata || {};
  user.app_metadata.self_registered = true;

  auth0.users.updateAppMetadata(user.user_id, user.app_metadata)
    .then(function () {
      callback(new UnauthorizedError('Ask your administrator for an account.'));
    })
    .catch(function (err) {
      callback(err);
    });
}
