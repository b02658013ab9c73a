function plainPicture(user, context, callback) {
  if (user.picture && user.picture.indexOf('gravatar.com') > -1) {
    const url = require('url');
    const parsed = url.parse(user.picture, true);
    user.picture = url.format({
      protocol: parsed.protocol,
      host: parsed.host,
      pathname: parsed.pathname,
      query: { s: 96, d: configuration.DEFAULT_PICTURE }
    });
  }
  callback(null, user, context);
}
