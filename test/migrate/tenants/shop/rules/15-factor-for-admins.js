function factor(user, context, callback) {
  if (global.hasRole(context, 'admin')) {
    context.multifactor = { provider: 'any', allowRememberBrowser: false };
  }
  callback(null, user, context);
}
