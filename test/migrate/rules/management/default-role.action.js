const request = require('request');

exports.onExecutePostLogin = async (event, api) => {
  var count = event.stats.logins_count ? event.stats.logins_count : 0;
  if (count > 1) return;

  // a machine to machine application of our own
  var options = {
    method: 'POST',
    url: 'https://' + event.secrets.M2M_DOMAIN + '/oauth/token',
    json: true,
    body: {
      grant_type: 'client_credentials',
      client_id: event.secrets.M2M_CLIENT_ID,
      client_secret: event.secrets.M2M_CLIENT_SECRET,
      audience: 'https://' + event.secrets.M2M_DOMAIN + '/api/v2/'
    }
  };

  const [error, , body] = await new Promise((resolve) => request(options, (...answer) => resolve(answer)));
  if (error) return api.access.deny(error.message ?? error);

  const error2 = await new Promise((resolve) => request({
    method: 'POST',
    url: 'https://' + event.secrets.M2M_DOMAIN + '/api/v2/users/' + encodeURIComponent(event.user.user_id) + '/roles',
    headers: { authorization: 'Bearer ' + body.access_token },
    json: true,
    body: { roles: [event.secrets.DEFAULT_ROLE_ID] }
  }, resolve));
  if (error2) return api.access.deny(error2.message ?? error2);
  api.accessToken.setCustomClaim('https://app.example.com/roles', ['reader']);
};
