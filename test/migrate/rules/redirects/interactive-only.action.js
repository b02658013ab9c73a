exports.onExecutePostLogin = async (event, api) => {
  function canRedirect() {
    if (event.transaction?.protocol === 'oauth2-password' || event.transaction?.protocol === 'oauth2-refresh-token') return false;
    return !(event.request.query.prompt === 'none');
  }

  var needsAddress = Object.keys(event.user.user_metadata).length === 0 || !event.user.user_metadata.address;

  if (needsAddress && canRedirect()) {
    api.redirect.sendUserTo(event.secrets.ADDRESS_FORM);
  } else if (needsAddress) {
    return api.access.deny('interaction_required');
  }
};

exports.onContinuePostLogin = async (event, api) => {
  function canRedirect() {
    return !(event.request.query.prompt === 'none');
  }

  var needsAddress = Object.keys(event.user.user_metadata).length === 0 || !event.user.user_metadata.address;

  if (needsAddress) {
    return api.access.deny('We cannot ship anything without your address.');
  }
  if (!(needsAddress && canRedirect())) {
    if (needsAddress) return api.access.deny('interaction_required');
  }
};
