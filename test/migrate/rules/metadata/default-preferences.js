async function defaultPreferences(user, context, callback) {
  const defaults = { newsletter: false, digest: 'weekly', theme: 'system' };
  const preferences = Object.assign({}, defaults, user.user_metadata && user.user_metadata.preferences);

  const isComplete = Object.keys(defaults).every(
    (key) => user.user_metadata && user.user_metadata.preferences && key in user.user_metadata.preferences
  );

  if (!isComplete) {
    try {
      await auth0.users.updateUserMetadata(user.user_id, { preferences });
    } catch (err) {
      console.log('preferences not stored');
    }
  }

  context.idToken['https://app.example.com/preferences'] = preferences;
  callback(null, user, context);
}
