exports.onExecutePostLogin = async (event, api) => {
  const completed = !!event.authentication.methods.find(({ name }) => name === 'mfa');

  if (completed) return;
  api.multifactor.enable('any', { allowRememberBrowser: false });
};
