exports.onExecutePostLogin = async (event, api) => {
  var KEEP = 5;
  var geoip = event.request.geoip;
  var metadata = event.user.app_metadata;
  var places = metadata.places || [];

  places.push({ country: geoip.countryCode, city: geoip.cityName, at: Date.now() });
  api.user.setAppMetadata("places", places.slice(-KEEP));
};
