exports.onExecutePostLogin = async (event, api) => {
  // every tenth login, but not in the app for drivers
  if (event.stats.logins_count % 10 !== 0 || event.client.name === 'Driver app') {
    return;
  }
  api.redirect.sendUserTo(
    'https://survey.example.com/?u=' + encodeURIComponent(event.user.user_id),
  );
};

exports.onContinuePostLogin = async () => {};
