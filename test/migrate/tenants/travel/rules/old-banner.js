function oldBanner(user, context, callback) {
  context.idToken['https://travel.example/banner'] = 'summer';
  callback(null, user, context);
}
