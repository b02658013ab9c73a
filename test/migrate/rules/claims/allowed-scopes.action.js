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
  var permissions = event.user.app_metadata.scopes || [];
  var requested = (event.request.query.scope || '').split(' ');

  var granted = requested.filter(function (scope) {
    return scope.indexOf(':') < 0 || permissions.indexOf(scope) >= 0;
  });

  setScopes(event, api, granted);
};
