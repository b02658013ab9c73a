// A rule gives the access token these scopes and no others. Like a rule, and unlike target scopes, addScope
// and removeScope pass by the policies of the API.
const setScopes = ({ transaction, request }, api, scope) => {
  const split = (text) => (typeof text === "string" ? text.split(/\s+/).filter(Boolean) : []);
  const scopes = split(Array.isArray(scope) ? scope.join(" ") : scope);
  const { target_scopes = [], requested_scopes = [] } = transaction ?? {};
  // A refreshed token is asked for with the scope of the body.
  const asked = new Set([...target_scopes, ...requested_scopes, ...split(request.body.scope)]);
  for (const left of asked) if (!scopes.includes(left)) api.accessToken.removeScope(left);
  for (const added of scopes) api.accessToken.addScope(added);
};

exports.onExecutePostLogin = async (event, api) => {
  const audience = event.request.query.audience;
  const isApi = audience === 'https://api.example.com/orders';

  if (isApi && (event.authorization.roles || []).includes('clerk')) {
    setScopes(event, api, ['openid', 'profile', 'orders:read', 'orders:write']);
  } else if (isApi) {
    setScopes(event, api, ['openid', 'profile', 'orders:read']);
  }
};
