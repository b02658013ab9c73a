function claim5(user, context, callback) {
  const metadata = user.user_metadata || {};
  if (metadata.language !== undefined) {
    context.idToken[global.ns + 'language'] = metadata.language;
  }
  callback(null, user, context);
}
