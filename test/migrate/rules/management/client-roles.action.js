const { ManagementClient } = require('auth0');

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
  const managementToken = await getManagementToken(event.secrets);
  const management = new ManagementClient({
    token: managementToken,
    domain: event.secrets.AUTH0_DOMAIN,
  });

  try {
    const roles = await management.getUserRoles({ id: event.user.user_id });
    api.idToken.setCustomClaim(
      'https://roles.example.com/names',
      roles.map((role) => role.name),
    );
  } catch (error) {
    return api.access.deny('Your roles could not be read.');
  }
};
