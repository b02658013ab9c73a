const fetch = require('node-fetch');

exports.onExecutePostLogin = async (event, api) => {
  const load = async (url) => {
    const response = await fetch(url, { headers: { 'x-key': event.secrets.SERVICES_KEY } });
    if (!response.ok) {
      throw new Error(url + ' answered ' + response.status);
    }
    return response.json();
  };

  try {
    const [profile, groups] = await Promise.all([
      load(`${event.secrets.SERVICES_URL}/profile/${event.user.user_id}`),
      load(`${event.secrets.SERVICES_URL}/groups/${event.user.user_id}`),
    ]);
    api.idToken.setCustomClaim('https://services.example.com/profile', profile.kind);
    api.idToken.setCustomClaim('https://services.example.com/groups', groups);
  } catch (error) {
    api.access.deny(error.message);
  }
};
