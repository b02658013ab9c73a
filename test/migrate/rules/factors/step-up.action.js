exports.onExecutePostLogin = async (event, api) => {
  const query = event.request.query || {};
  const wanted = typeof query.acr_values === 'string' ? query.acr_values.split(' ') : [];
  const isWanted = wanted.includes('http://schemas.openid.net/pape/policies/2007/06/multi-factor');

  if (!isWanted) return;

  const methods = event.authentication ? event.authentication.methods : [];
  const isDone = methods.some((method) => method.name === 'mfa');

  if (!isDone) {
    api.multifactor.enable('any', { allowRememberBrowser: true });
  }
};
