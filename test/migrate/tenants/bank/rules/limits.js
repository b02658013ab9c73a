function limits(user, context, callback) {
  const limits = @@LIMITS@@;
  const amount = limits[(user.app_metadata || {}).tier] || 0;
  context.accessToken['https://bank.example/limit'] = amount;
  callback(null, user, context);
}
