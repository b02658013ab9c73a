function mfaForAdmins(user, context, callback) {
  var roles = (context.authorization && context.authorization.roles) || [];

  if (roles.indexOf('admin') >= 0 || roles.indexOf('billing') >= 0) {
    context.multifactor = {
      provider: 'any',
      // administrators are asked each time
      allowRememberBrowser: false
    };
  }

  callback(null, user, context);
}
