function (user, context, callback) {
  if (context.clientName === 'Laboratory') {
    context.samlConfiguration = context.samlConfiguration || {};
    context.samlConfiguration.nameIdentifierProbes = [
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'
    ];
    context.samlConfiguration.signResponse = true;
  }
  callback(null, user, context);
}
