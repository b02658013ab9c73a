exports.onExecutePostLogin = async (event, api) => {
  // saved by an editor on Windows
  var namespace = 'https://win.example.com/';

  if (event.connection.strategy !== 'ad') {
    return api.access.deny('Sign in with your Windows account.');
  }
  api.idToken.setCustomClaim(namespace + 'account', event.user.sAMAccountName);
  api.idToken.setCustomClaim(
    namespace + 'office',
    event.user.physicalDeliveryOfficeName || '',
  );
};
