exports.onExecutePostLogin = async (event, api) => {
  const namespace = 'https://myapp.example.com/';
  api.idToken.setCustomClaim(namespace + 'email', event.user.email);
  api.idToken.setCustomClaim(namespace + 'logins', event.stats.logins_count);
  api.accessToken.setCustomClaim(namespace + 'email', event.user.email);
  api.accessToken.setCustomClaim(namespace + 'connection', event.connection.name);
};
