exports.onExecutePostLogin = async (event, api) => {
  var ns = 'https://meta.example.com/';
  for (var key in event.user.app_metadata) {
    if (event.user.app_metadata.hasOwnProperty(key) && key.charAt(0) !== '_') {
      api.idToken.setCustomClaim(ns + key, event.user.app_metadata[key]);
    }
  }
  api.idToken.setCustomClaim(ns + 'user_metadata', event.user.user_metadata);
};
