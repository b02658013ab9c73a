exports.onExecutePostLogin = async (event, api) => {
  // The user as rules saw it: app_metadata is in its root as well.
  const user = { ...event.user, ...event.user.app_metadata };
  const overrides = user.user_metadata.profile || {};
  const allowed = {};

  for (const key of ['nickname', 'locale', 'zoneinfo']) {
    if (key in overrides) allowed[key] = overrides[key];
  }
  Object.assign(user, allowed);

  api.idToken.setCustomClaim('https://profile.example.com/locale', user.locale || 'en-US');
  api.idToken.setCustomClaim('https://profile.example.com/zone', user.zoneinfo || 'UTC');
};
