function userOnly(user, context, callback) {
  context.idToken['https://example.com/app'] = context.clientName;
  callback(null, user);
}
