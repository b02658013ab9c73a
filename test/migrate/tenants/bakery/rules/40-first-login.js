function firstLogin(user, context, callback) {
  user.app_metadata = user.app_metadata || {};
  if (user.app_metadata.welcomed) return callback(null, user, context);
  user.app_metadata.welcomed = true;
  auth0.users.updateAppMetadata(user.user_id, user.app_metadata)
    .then(() => callback(null, user, context))
    .catch((err) => callback(err));
}
