exports.onExecutePostLogin = async (event, api) => {
  const defaults = { newsletter: false, digest: 'weekly', theme: 'system' };
  const preferences = Object.assign({}, defaults, event.user.user_metadata.preferences);

  const isComplete = Object.keys(defaults).every(
    (key) => event.user.user_metadata.preferences && key in event.user.user_metadata.preferences
  );

  if (!isComplete) {
    api.user.setUserMetadata('preferences', preferences);
  }

  api.idToken.setCustomClaim('https://app.example.com/preferences', preferences);
};
