function lastCountry(user, context, callback) {
  user.app_metadata = user.app_metadata || {};
  const code = context.request.geoip && context.request.geoip.country_code;
  if (!code || user.app_metadata.last_country === code) return callback(null, user, context);
  user.app_metadata.last_country = code;
  auth0.users.updateAppMetadata(user.user_id, user.app_metadata)
    .then(function () { callback(null, user, context); })
    .catch(function (err) { callback(err); });
}
