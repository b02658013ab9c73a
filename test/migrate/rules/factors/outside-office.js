function (user, context, callback) {
  // Refresh tokens cannot show a prompt.
  if (context.protocol === 'oauth2-refresh-token') {
    return callback(null, user, context);
  }

  if (context.request.ip !== configuration.OFFICE_IP) {
    context.multifactor = { provider: 'guardian', ignoreCookie: true };
  }
  callback(null, user, context);
}
