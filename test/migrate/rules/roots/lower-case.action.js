exports.onExecutePostLogin = async (event, api) => {
  // The user as rules saw it: app_metadata is in its root as well.
  const user = { ...event.user, ...event.user.app_metadata };
  if (user.email) {
    user.email = user.email.toLowerCase();
  }
  if (user.upn) {
    user.upn = user.upn.toLowerCase();
  }

  var key = user.upn || user.email;
  if (!key) return api.access.deny('The directory sent neither UPN nor email.');
  api.idToken.setCustomClaim('https://legacy.example.com/key', key);
};
