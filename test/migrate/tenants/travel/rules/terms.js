function terms(user, context, callback) {
  user.user_metadata = user.user_metadata || {};
  if (context.protocol === 'redirect-callback') {
    if (context.request.query.accepted !== 'yes') {
      return callback(new UnauthorizedError('You have to accept the terms.'));
    }
    user.user_metadata.terms = true;
    return auth0.users.updateUserMetadata(user.user_id, user.user_metadata)
      .then(() => callback(null, user, context))
      .catch((err) => callback(err));
  }
  if (!user.user_metadata.terms) {
    context.redirect = { url: 'https://travel.example/terms' };
  }
  callback(null, user, context);
}
