const _ = require("lodash");

exports.onExecutePostLogin = async (event, api) => {
  // As a rule saw the profile.
  const user = { ...event.user, ...event.user.app_metadata };
  var kept = _.omit(user, ['last_ip', 'last_login', 'created_at']);
  api.idToken.setCustomClaim('https://example.com/groups', kept.groups || []);
};
