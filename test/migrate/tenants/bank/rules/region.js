function region(user, context, callback) {
  context.idToken['https://##ENVIRONMENT##.bank.example/region'] = (user.app_metadata || {}).region || 'none';
  callback(null, user, context);
}
