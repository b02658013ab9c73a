const _ = require('lodash');

exports.onExecutePostLogin = async (event, api) => {
  // The user as rules saw it: app_metadata is in its root as well.
  const user = { ...event.user, ...event.user.app_metadata };
  var kept = _.omit(user, ['last_ip', 'last_login', 'created_at']);
  api.idToken.setCustomClaim('https://example.com/groups', kept.groups || []);
};
