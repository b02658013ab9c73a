function claim4(user, context, callback) {
  const metadata = user.app_metadata || {};
  if (metadata.discount !== undefined) {
    context.idToken[global.ns + 'discount'] = metadata.discount;
  }
  callback(null, user, context);
}
