function picture(user, context, callback) {
  const url = user.picture || 'https://publisher.example/nobody.png';
  context.idToken['https://publisher.example/picture'] = url;
  callback(null, user, context);
}
