const request = require('request');

// A token of the Management API. The machine-to-machine application needs read:users and update:users.
const getManagementToken = async ({ AUTH0_DOMAIN, AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET }) => {
  const response = await fetch(`https://${AUTH0_DOMAIN}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      grant_type: "client_credentials",
      client_id: AUTH0_CLIENT_ID,
      client_secret: AUTH0_CLIENT_SECRET,
      audience: `https://${AUTH0_DOMAIN}/api/v2/`,
    }),
  });
  if (!response.ok) throw new Error(`no token of the Management API: status ${response.status}`);
  return (await response.json()).access_token;
};

exports.onExecutePostLogin = async (event, api) => {
  var phone = event.user.user_metadata.phone;
  // the name of a setting of ours, which has nothing to do with Auth0's own applications
  if (!phone || event.client.client_id === event.secrets.AUTH0_CLIENT_ID) return;

  const managementToken = await getManagementToken(event.secrets);
  const [err, , users] = await new Promise((resolve) =>
    request.get({
      url: `https://${event.secrets.AUTH0_DOMAIN}/api/v2/users`,
      headers: { authorization: 'Bearer ' + managementToken },
      qs: { search_engine: 'v3', q: 'user_metadata.phone:"' + phone + '" -user_id:"' + event.user.user_id + '"' },
      json: true
    }, (...answer) => resolve(answer)),
  );
  if (err) return api.access.deny(err.message);
  if (users.length) return api.access.deny('This phone number has another account.');
};
