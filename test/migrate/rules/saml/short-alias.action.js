exports.onExecutePostLogin = async (event, api) => {
  var claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

  api.samlResponse.setMapIdentities(false);
  api.samlResponse.setMapUnknownClaimsAsIs(true);
  api.samlResponse.setAttribute(claims + 'upn', event.user.upn);
  api.samlResponse.setAttribute(claims + 'name', event.user.name);
  api.samlResponse.setAttribute('region', event.user.user_metadata.region);
};
