const request = require('request');

exports.onExecutePostLogin = async (event, api) => {
  const [err, response, body] = await new Promise((resolve) =>
    request.get({
      url: event.secrets.CRM_URL + '/accounts',
      qs: { email: event.user.email },
      headers: { 'X-Api-Key': event.secrets.CRM_KEY },
      json: true
    }, (...answer) => resolve(answer)),
  );
  if (err) return api.access.deny(err.message);
  if (response.statusCode !== 200) {
    return api.access.deny('CRM answered ' + response.statusCode);
  }

  api.idToken.setCustomClaim('https://crm.example.com/account', body.id);
  api.idToken.setCustomClaim('https://crm.example.com/tier', body.tier || 'free');
};
