function acceptTerms(user, context, callback) {
  var current = configuration.TERMS_VERSION;
  user.user_metadata = user.user_metadata || {};

  if (user.user_metadata.terms === current) {
    return callback(null, user, context);
  }

  if (context.protocol === 'redirect-callback') {
    if (context.request.query.accepted !== 'yes') {
      return callback(new UnauthorizedError('You have to accept the terms.'));
    }
    user.user_metadata.terms = current;
    auth0.users.updateUserMetadata(user.user_id, user.user_metadata)
      .then(function () {
        callback(null, user, context);
      })
      .catch(function (err) {
        callback(err);
      });
    return;
  }

  context.redirect = { url: configuration.TERMS_URL + '?v=' + encodeURIComponent(current) };
  callback(null, user, context);
}
