exports.onExecutePostLogin = async (event, api) => {
  const prefix = event.secrets.PREFIX || 'https://claims.example.com/';
  const add = (name, value) => {
    if (value === undefined || value === null) return;
    api.idToken.setCustomClaim(prefix + name, value);
    api.accessToken.setCustomClaim(prefix + name, value);
  };

  const metadata = event.user.app_metadata;
  add('customer', metadata.customer);
  add('region', metadata.region);
  add('scopes', metadata.scopes);
  add('since', event.user.created_at);
};
