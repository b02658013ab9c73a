exports.onExecutePostLogin = async (event, api) => {
  var enrolled = event.user.multifactor && event.user.multifactor.length > 0;
  var optedIn = event.user.user_metadata.use_mfa;
  if (enrolled || optedIn) {
    api.multifactor.enable('any', { allowRememberBrowser: true });
  }
};
