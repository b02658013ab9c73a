const jwt = require('jsonwebtoken');

exports.onExecutePostLogin = async (event, api) => {
  const SECRET = event.secrets.PROFILE_FORM_SECRET;
  const URL = event.secrets.PROFILE_FORM_URL;

  if (event.user.user_metadata.birthday) return;
  const token = jwt.sign({ sub: event.user.user_id, ip: event.request.ip }, SECRET, {
    expiresIn: '5m',
    issuer: 'https://id.example.com/',
  });
  api.redirect.sendUserTo(`${URL}?session_token=${token}`);
};

exports.onContinuePostLogin = async (event, api) => {
  const SECRET = event.secrets.PROFILE_FORM_SECRET;

  const [err, payload] = await new Promise((resolve) =>
    jwt.verify(event.request.query.session_token, SECRET, (...answer) => resolve(answer)),
  );
  if (err) return api.access.deny('The answer of the form is not valid.');
  if (payload.sub !== event.user.user_id) {
    return api.access.deny('The answer of the form is for somebody else.');
  }

  api.idToken.setCustomClaim('https://id.example.com/birthday', payload.birthday);
};
