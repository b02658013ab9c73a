exports.onExecutePostLogin = async (event, api) => {
  const embargoed = ['KP', 'IR', 'SY', 'CU'];
  const { geoip } = event.request;
  const country = geoip.countryCode;

  if (country && embargoed.indexOf(country) !== -1) {
    return api.access.deny(`Logins from ${geoip.countryName} are not possible.`);
  }
  if (!country) {
    console.warn(`no country for ${event.request.ip}`);
  }
};
