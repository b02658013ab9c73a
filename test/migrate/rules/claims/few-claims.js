function (user, context, callback) {
  const namespace = 'https://myapp.example.com/';
  context.idToken[namespace + 'email'] = user.email;
  context.idToken[namespace + 'logins'] = context.stats.loginsCount;
  context.accessToken[namespace + 'email'] = user.email;
  context.accessToken[namespace + 'connection'] = context.connection;
  callback(null, user, context);
}
