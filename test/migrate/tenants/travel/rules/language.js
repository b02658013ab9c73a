function language(user, context, callback) {
  const header = (user.user_metadata || {}).language || 'en';
  context.idToken['https://travel.example/language'] = header;
  callback(null, user, context);
}
