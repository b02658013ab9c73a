function afterTheCallback(user, context, callback) {
  callback(null, user, context);

  // runs all the same
  context.idToken['https://late.example.com/claim'] = 'late';
  user.app_metadata = user.app_metadata || {};
  user.app_metadata.seen = new Date().toISOString();
  auth0.users.updateAppMetadata(user.user_id, user.app_metadata);
}
