exports.onExecutePostLogin = async (event, api) => {
  if (event.stats.logins_count > 1 || event.connection.strategy === 'auth0') {
    if (event.user.app_metadata.self_registered) {
      return api.access.deny('Ask your administrator for an account.');
    }
    return;
  }

  api.user.setAppMetadata('self_registered', true);

  api.access.deny('Ask your administrator for an account.');
};
