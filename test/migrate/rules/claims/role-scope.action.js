// Scopes as a rule set them: these and no others.
const setScopes = (event, api, scopes) => {
  const { transaction, request } = event;
  const split = (text) => String(text).split(" ").filter(Boolean);
  const requested =
    transaction?.target_scopes ?? transaction?.requested_scopes ?? split(request.body.scope ?? "");
  const list = split([scopes].flat().join(" "));
  for (const scope of requested) if (!list.includes(scope)) api.accessToken.removeScope(scope);
  for (const scope of list) api.accessToken.addScope(scope);
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
