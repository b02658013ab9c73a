function claim3(user, context, callback) {
  const metadata = user.app_metadata || {};
  if (metadata.cost_center !== undefined) {
    context.idToken[global.ns + 'cost_center'] = metadata.cost_center;
  }
  callback(null, user, context);
}
