function country(user, context, callback) {
  if (context.request.geoip) {
    context.idToken['https://publisher.example/country'] = context.request.geoip.country_name;
  }
  callback(null, user, context);
}
