exports.onExecutePostLogin = async (event, api) => {
  // The user as rules saw it: app_metadata is in its root as well.
  const user = { ...event.user, ...event.user.app_metadata };
  var metadata = user.user_metadata;
  var first = metadata.first_name || user.given_name || '';
  var last = metadata.last_name || user.family_name || '';

  user.given_name = first;
  user.family_name = last;
  user.name = (first + ' ' + last).trim() || user.email;

  api.idToken.setCustomClaim('name', user.name);
  api.idToken.setCustomClaim('given_name', user.given_name);
  api.idToken.setCustomClaim('family_name', user.family_name);
};
