function claim1(user, context, callback) {
  const metadata = user.app_metadata || {};
  if (metadata.region !== undefined) {
    context.idToken[global.ns + 'region'] = metadata.region;
  }
  callback(null, user, context);
}
