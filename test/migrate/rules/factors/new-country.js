function newCountry(user, context, callback) {
  user.app_metadata = user.app_metadata || {};

  var current = context.request.geoip.country_code;
  var last = user.app_metadata.last_country;

  if (last && last !== current) {
    context.multifactor = {
      provider: 'google-authenticator',
      issuer: 'Harbour Bank',
      ignoreCookie: true
    };
  }

  if (last === current) {
    return callback(null, user, context);
  }

  user.app_metadata.last_country = current;
  auth0.users.updateAppMetadata(user.user_id, { last_country: current }, function (err) {
    if (err) {
      console.log('last_country not stored: ' + err.message);
    }
    callback(null, user, context);
  });
}
