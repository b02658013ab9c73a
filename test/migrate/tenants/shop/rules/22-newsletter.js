function newsletter(user, context, callback) {
  user.user_metadata = user.user_metadata || {};
  if (user.user_metadata.newsletter === undefined) {
    user.user_metadata.newsletter = false;
    return auth0.users.updateUserMetadata(user.user_id, user.user_metadata)
      .then(() => callback(null, user, context))
      .catch((err) => callback(err));
  }
  callback(null, user, context);
}
