function claimHelper(user, context, callback) {
  const prefix = configuration.PREFIX || 'https://claims.example.com/';
  const add = (name, value) => {
    if (value === undefined || value === null) return;
    context.idToken[prefix + name] = value;
    context.accessToken[prefix + name] = value;
  };

  const metadata = user.app_metadata || {};
  add('customer', metadata.customer);
  add('region', metadata.region);
  add('scopes', metadata.scopes);
  add('since', user.created_at);

  return callback(null, user, context);
}
