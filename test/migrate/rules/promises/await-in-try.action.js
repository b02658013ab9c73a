const axios = require('axios');

exports.onExecutePostLogin = async (event, api) => {
  if (event.client.metadata.skip_entitlements === 'true') return;

  let entitlements = [];
  try {
    const response = await axios.get(`${event.secrets.ENTITLEMENTS_URL}/users/${event.user.user_id}`, {
      headers: { 'x-functions-key': event.secrets.ENTITLEMENTS_KEY },
      timeout: 4000,
    });
    entitlements = response.data.items.map((item) => item.code);
  } catch (err) {
    if (err.response && err.response.status === 403) {
      return api.access.deny('Your account has been suspended.');
    }
    console.error(err.message);
  }

  api.accessToken.setCustomClaim('https://entitlements.example.com/codes', entitlements);
};
