exports.onExecutePostLogin = async (event, api) => {
  var roles = (event.authorization && event.authorization.roles) || [];

  if (roles.indexOf('admin') >= 0 || roles.indexOf('billing') >= 0) {
    api.multifactor.enable('any', { allowRememberBrowser: false });
  }
};
