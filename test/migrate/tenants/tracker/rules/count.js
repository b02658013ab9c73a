function count(user, context, callback) {
  user.app_metadata = user.app_metadata || {};
  user.app_metadata.count = (user.app_metadata.count || 0) + 1;
  auth0.users.updateAppMetadata(user.user_id, user.app_metadata)
    .then(() => callback(null, user, context))
    .catch((err) => callback(err));
}
