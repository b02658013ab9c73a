function (user, context, callback) {
  if (context.clientName !== 'Archive') return callback(null, user, context);
  context.samlConfiguration = context.samlConfiguration || {};
  context.samlConfiguration.mappings = {
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress': 'email',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': 'name'
  };
  callback(null, user, context);
}
