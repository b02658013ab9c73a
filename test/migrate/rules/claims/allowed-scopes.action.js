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
  var permissions = event.user.app_metadata.scopes || [];
  var requested = (event.request.query.scope || '').split(' ');

  var granted = requested.filter(function (scope) {
    return scope.indexOf(':') < 0 || permissions.indexOf(scope) >= 0;
  });

  setScopes(event, api, granted);
};
