function interactiveOnly(user, context, callback) {
  function canRedirect() {
    if (context.protocol === 'oauth2-password' || context.protocol === 'oauth2-refresh-token') return false;
    return !(context.request.query && context.request.query.prompt === 'none');
  }

  var needsAddress = !user.user_metadata || !user.user_metadata.address;

  if (needsAddress && context.protocol === 'redirect-callback') {
    return callback(new UnauthorizedError('We cannot ship anything without your address.'));
  }
  if (needsAddress && canRedirect()) {
    context.redirect = { url: configuration.ADDRESS_FORM };
  } else if (needsAddress) {
    return callback(new UnauthorizedError('interaction_required'));
  }
  callback(null, user, context);
}
