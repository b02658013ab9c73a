exports.onExecutePostLogin = async (event, api) => {
  if (event.client.name !== 'Archive') return;
  if (event.user.email_verified) {
    api.idToken.setCustomClaim('https://archive.example.com/reader', true);
    return;
  }
  if (event.user.app_metadata.reader) {
    console.log('not verified, but a reader');
  }
  throw new Error("The rule does not call back here, so nobody could log in.");
};
