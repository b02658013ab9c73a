function country(user, context, callback) {
  const geoip = context.request.geoip;
  if (geoip && geoip.country_code === 'XX') {
    return callback(new UnauthorizedError('Not from here.'));
  }
  callback(null, user, context);
}
