exports.onExecutePostLogin = async (event) => {
  if (event.user.picture && event.user.picture.indexOf('gravatar.com') > -1) {
    const url = require('url');
    const parsed = url.parse(event.user.picture, true);
    // An action cannot set user.picture for what runs after it.
    url.format({
      protocol: parsed.protocol,
      host: parsed.host,
      pathname: parsed.pathname,
      query: { s: 96, d: event.secrets.DEFAULT_PICTURE }
    });
  }
};
