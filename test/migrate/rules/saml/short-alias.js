function shortAlias(user, context, callback) {
  var saml = context.samlConfiguration, claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
  if (!saml) { return callback(null, user, context); }

  saml.mapIdentities = false;
  saml.mapUnknownClaimsAsIs = true;
  saml.mappings = {};
  saml.mappings[claims + 'upn'] = 'upn';
  saml.mappings[claims + 'name'] = 'name';
  saml.mappings.region = 'user_metadata.region';
  callback(null, user, context);
}
