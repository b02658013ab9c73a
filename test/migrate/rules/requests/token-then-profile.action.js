const request = require('request');

exports.onExecutePostLogin = async (event, api) => {
  const [err, res, body] = await new Promise((resolve) =>
    request.post({
      url: event.secrets.HR_TOKEN_URL,
      form: {
        grant_type: 'client_credentials',
        client_id: event.secrets.HR_CLIENT_ID,
        client_secret: event.secrets.HR_CLIENT_SECRET
      },
      json: true
    }, (...answer) => resolve(answer)),
  );
  if (err || res.statusCode !== 200) {
    console.log('no token of the HR system');
    return;
  }

  const [err2, res2, body2] = await new Promise((resolve) =>
    request.get({
      url: event.secrets.HR_URL + '/employees/' + encodeURIComponent(event.user.email),
      auth: { bearer: body.access_token },
      json: true
    }, (...answer) => resolve(answer)),
  );
  if (err2) return api.access.deny(err2.message);
  if (res2.statusCode === 404) return api.access.deny('You are not on the payroll.');
  api.accessToken.setCustomClaim('https://hr.example.com/department', body2.department);
  api.accessToken.setCustomClaim('https://hr.example.com/manager', body2.manager.email);
};
