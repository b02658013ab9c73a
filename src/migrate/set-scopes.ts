/**
 * The function of an action that gives an access token the scopes of a rule: a list, whose items
 * may have spaces in them or be empty, or a text. What is neither changes nothing.
 *
 * @param name what it is called
 */
export function printSetScopes(name: string): string {
  return `// A rule gives the access token these scopes and no others. Like a rule, and unlike target scopes, addScope
// and removeScope pass by the policies of the API.
const ${name} = ({ transaction, request }, api, scope) => {
  const split = (text) => (typeof text === "string" ? text.split(/\\s+/).filter(Boolean) : []);
  const scopes = split(Array.isArray(scope) ? scope.join(" ") : scope);
  const { target_scopes = [], requested_scopes = [] } = transaction ?? {};
  // A refreshed token is asked for with the scope of the body.
  const asked = new Set([...target_scopes, ...requested_scopes, ...split(request.body.scope)]);
  for (const left of asked) if (!scopes.includes(left)) api.accessToken.removeScope(left);
  for (const added of scopes) api.accessToken.addScope(added);
};`;
}
