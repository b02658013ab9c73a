exports.onExecutePostLogin = async (event, api) => {
  // Refresh tokens cannot show a prompt.
  if (event.transaction?.protocol === 'oauth2-refresh-token') return;

  if (event.request.ip !== event.secrets.OFFICE_IP) {
    api.multifactor.enable('guardian', { allowRememberBrowser: false });
  }
};
