exports.onExecutePostLogin = async (event, api) => {
  var chosen = event.user.app_metadata.primary;

  if (chosen && chosen !== event.user.user_id) {
    api.authentication.setPrimaryUser(chosen);
    api.idToken.setCustomClaim('https://accounts.example.com/linked', true);
  }
};
