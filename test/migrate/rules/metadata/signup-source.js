function signupSource(user, context, callback) {
  const metadata = user.app_metadata || {};

  if (metadata.signup) {
    return callback(null, user, context);
  }

  metadata.signup = {
    application: context.clientID,
    connection: context.connection,
    campaign: (context.request.query || {}).campaign || null,
    at: new Date().toISOString()
  };
  user.app_metadata = metadata;

  auth0.users.updateAppMetadata(user.user_id, { signup: metadata.signup }, (err) => {
    if (err) return callback(err);
    return callback(null, user, context);
  });
}
