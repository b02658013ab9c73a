exports.onExecutePostLogin = async (event, api) => {
  if (event.connection.name === 'Legacy-Users' && !event.user.email_verified) {
    return api.access.deny('Please verify your email address.');
  }
  api.idToken.setCustomClaim('https://example.com/checked', 'yes');
};
