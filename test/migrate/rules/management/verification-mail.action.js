const axios = require('axios');

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
  if (event.user.email_verified || event.user.last_password_reset === undefined) {
    return;
  }
  const managementToken = await getManagementToken(event.secrets);
  try {
    await axios.post(
      `https://${event.secrets.AUTH0_DOMAIN}/api/v2/jobs/verification-email`,
      { user_id: event.user.user_id },
      { headers: { authorization: `Bearer ${managementToken}` } }
    );
  } catch (err) {
    console.log(err);
  }
  api.access.deny('Please open the link that we have just mailed to you.');
};
