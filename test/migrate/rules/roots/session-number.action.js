const uuid = require("uuid");

exports.onExecutePostLogin = async (event) => {
  // As a rule saw the profile.
  const user = { ...event.user, ...event.user.app_metadata };
  // read by the claims rule that runs last
  user.jti = uuid.v4();
  user.persistent = user.persistent || {};
};
