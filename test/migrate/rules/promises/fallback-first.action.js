const axios = require('axios');

exports.onExecutePostLogin = async (event, api) => {
  const preferences = await axios.get(event.secrets.PREFERENCES_URL + '/' + event.user.user_id)
    .then(response => response.data)
    .catch(() => ({ theme: 'light', language: event.user.locale || 'en' }));
  api.idToken.setCustomClaim('https://preferences.example.com/theme', preferences.theme);
  api.idToken.setCustomClaim(
    'https://preferences.example.com/language',
    preferences.language,
  );
};
