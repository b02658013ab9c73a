function fallbackFirst(user, context, callback) {
  const axios = require('axios');

  axios.get(configuration.PREFERENCES_URL + '/' + user.user_id)
    .then(response => response.data)
    .catch(() => ({ theme: 'light', language: user.locale || 'en' }))
    .then(preferences => {
      context.idToken['https://preferences.example.com/theme'] = preferences.theme;
      context.idToken['https://preferences.example.com/language'] = preferences.language;
      callback(null, user, context);
    });
}
