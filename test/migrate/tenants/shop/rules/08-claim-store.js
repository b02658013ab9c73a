function claim0(user, context, callback) {
  const metadata = user.app_metadata || {};
  if (metadata.store !== undefined) {
    context.idToken[global.ns + 'store'] = metadata.store;
  }
  callback(null, user, context);
}
