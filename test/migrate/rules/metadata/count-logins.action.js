exports.onExecutePostLogin = async (event, api) => {
  event.user.app_metadata.login_count = (event.user.app_metadata.login_count || 0) + 1;
  event.user.app_metadata.last_application = event.client.name;

  api.user.setAppMetadata('login_count', event.user.app_metadata.login_count);
  api.user.setAppMetadata('last_application', event.user.app_metadata.last_application);
  api.idToken.setCustomClaim(
    'https://stats.example.com/login_count',
    event.user.app_metadata.login_count,
  );
};
