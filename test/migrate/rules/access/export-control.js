function exportControl(user, context, callback) {
  const embargoed = ['KP', 'IR', 'SY', 'CU'];
  const { geoip } = context.request;
  const country = geoip && geoip.country_code;

  if (country && embargoed.indexOf(country) !== -1) {
    return callback(new UnauthorizedError(`Logins from ${geoip.country_name} are not possible.`));
  }
  if (!country) {
    console.warn(`no country for ${context.request.ip}`);
  }
  return callback(null, user, context);
}
