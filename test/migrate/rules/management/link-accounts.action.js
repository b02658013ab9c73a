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
  const baseUrl = `https://${event.secrets.AUTH0_DOMAIN}/api/v2`;
  const managementToken = await getManagementToken(event.secrets);
  const headers = { Authorization: 'Bearer ' + managementToken };

  if (!event.user.email || !event.user.email_verified) return;

  const [err, response, found] = await new Promise((resolve) =>
    request({ url: baseUrl + '/users-by-email', headers, qs: { email: event.user.email }, json: true }, (...answer) => resolve(answer)),
  );
  if (err) return api.access.deny(err.message ?? err);
  if (response.statusCode !== 200) {
    return api.access.deny('The accounts could not be read.');
  }

  const others = found.filter((other) => other.user_id !== event.user.user_id && other.email_verified);
  if (others.length === 0) return;
  if (others.length > 1) {
    console.log('several accounts of ' + event.user.user_id);
    return;
  }

  const primary = others[0];
  const { provider, user_id } = event.user.identities[0];
  const [err2, response2] = await new Promise((resolve) =>
    request.post({
      url: `${baseUrl}/users/${primary.user_id}/identities`,
      headers,
      json: { provider, user_id: String(user_id) },
    }, (...answer) => resolve(answer)),
  );
  if (err2) return api.access.deny(err2.message);
  if (response2.statusCode >= 400) {
    return api.access.deny('The accounts could not be linked.');
  }
  api.authentication.setPrimaryUser(primary.user_id);
};
