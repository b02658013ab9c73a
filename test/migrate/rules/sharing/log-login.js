function logLogin(user, context, callback) {
  if (configuration.DEBUG) {
    console.log('rule', JSON.stringify(context, null, 2));
    console.log(user);
  }
  return callback(null, user, context);
}
