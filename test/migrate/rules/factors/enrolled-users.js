function(user, context, callback) {
  var enrolled = user.multifactor && user.multifactor.length > 0;
  var optedIn = user.user_metadata && user.user_metadata.use_mfa;
  if (enrolled || optedIn) context.multifactor = { provider: 'any', allowRememberBrowser: true };
  callback(null, user, context);
}
