function assignedProfile(user, context, callback) {
  const overrides = (user.user_metadata && user.user_metadata.profile) || {};
  const allowed = {};

  for (const key of ['nickname', 'locale', 'zoneinfo']) {
    if (key in overrides) allowed[key] = overrides[key];
  }
  Object.assign(user, allowed);

  context.idToken['https://profile.example.com/locale'] = user.locale || 'en-US';
  context.idToken['https://profile.example.com/zone'] = user.zoneinfo || 'UTC';
  callback(null, user, context);
}
