function claim2(user, context, callback) {
  const metadata = user.app_metadata || {};
  if (metadata.level !== undefined) {
    context.idToken[global.ns + 'level'] = metadata.level;
  }
  callback(null, user, context);
}
