const uuid = require("uuid");

exports.onExecutePostLogin = async (event) => {
  // The user as rules saw it: app_metadata is in its root as well.
  const user = { ...event.user, ...event.user.app_metadata };
  // read by the claims rule that runs last
  user.jti = uuid.v4();
  user.persistent = user.persistent || {};
};
