exports.onExecutePostLogin = async (event, api) => {
  var current = event.secrets.TERMS_VERSION;

  if (event.user.user_metadata.terms === current) return;

  api.redirect.sendUserTo(event.secrets.TERMS_URL + '?v=' + encodeURIComponent(current));
};

exports.onContinuePostLogin = async (event, api) => {
  var current = event.secrets.TERMS_VERSION;

  if (event.user.user_metadata.terms === current) return;

  if (event.request.query.accepted !== 'yes') {
    return api.access.deny('You have to accept the terms.');
  }
  api.user.setUserMetadata('terms', current);
};
