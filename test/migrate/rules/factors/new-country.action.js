exports.onExecutePostLogin = async (event, api) => {
  var current = event.request.geoip.countryCode;
  var last = event.user.app_metadata.last_country;

  if (last && last !== current) {
    api.multifactor.enable('google-authenticator', { allowRememberBrowser: false });
  }

  if (last === current) return;

  api.user.setAppMetadata('last_country', current);
};
