function rememberLanguage(user, context, callback) {
  var locales = context.request && context.request.query && context.request.query.ui_locales;
  if (!locales) return callback(null, user, context);

  var language = locales.split(' ')[0].substr(0, 2);
  user.user_metadata = user.user_metadata || {};
  if (user.user_metadata.language !== language) {
    user.user_metadata.language = language;
    auth0.users.updateUserMetadata(user.user_id, user.user_metadata);
  }
  callback(null, user, context);
}
