function tariff(user, context, callback) {
  context.idToken['https://energy.example/tariff'] = (user.app_metadata || {}).tariff || 'basic';
  callback(null, user, context);
}
