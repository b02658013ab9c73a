const fetch = require('node-fetch');

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
  const score = Number(event.user.app_metadata.fraud_score || 0);
  if (score < 90) return;

  const managementToken = await getManagementToken(event.secrets);
  try {
    await fetch(`https://${event.secrets.AUTH0_DOMAIN}/api/v2/users/${event.user.user_id}`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${managementToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ blocked: true })
    });
    api.access.deny('Your account has been blocked.');
  } catch (e) {
    console.log(e);
    api.access.deny('Your account has been blocked.');
  }
};
