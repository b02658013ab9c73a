function lastPlaces(user, context, callback) {
  var KEEP = 5;
  var geoip = context.request.geoip || {};
  var metadata = user.app_metadata = user.app_metadata || {};
  var places = metadata.places || [];

  places.push({ country: geoip.country_code, city: geoip.city_name, at: Date.now() });
  metadata.places = places.slice(-KEEP);

  auth0.users.updateAppMetadata(user.user_id, metadata)
    .then(function () { callback(null, user, context); })
    .catch(function () { callback(null, user, context); });
}
