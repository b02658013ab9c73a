exports.onExecutePostLogin = async (event, api) => {
  var locales = event.request.query.ui_locales;
  if (!locales) return;

  var language = locales.split(' ')[0].substr(0, 2);
  if (event.user.user_metadata.language !== language) {
    api.user.setUserMetadata('language', language);
  }
};
