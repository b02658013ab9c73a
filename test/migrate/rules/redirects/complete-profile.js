function completeProfile(user, context, callback) {
  const jwt = require('jsonwebtoken@8.5.1');
  const SECRET = configuration.PROFILE_FORM_SECRET;
  const URL = configuration.PROFILE_FORM_URL;

  if (context.protocol !== 'redirect-callback') {
    if (user.user_metadata && user.user_metadata.birthday) {
      return callback(null, user, context);
    }
    const token = jwt.sign({ sub: user.user_id, ip: context.request.ip }, SECRET, {
      expiresIn: '5m',
      issuer: 'https://id.example.com/',
    });
    context.redirect = { url: `${URL}?session_token=${token}` };
    return callback(null, user, context);
  }

  jwt.verify(context.request.query.session_token, SECRET, function (err, payload) {
    if (err) return callback(new UnauthorizedError('The answer of the form is not valid.'));
    if (payload.sub !== user.user_id) return callback(new UnauthorizedError('The answer of the form is for somebody else.'));

    context.idToken['https://id.example.com/birthday'] = payload.birthday;
    return callback(null, user, context);
  });
}
