const axios = require('axios');

exports.onExecutePostLogin = async (event, api) => {
  let plan = 'unknown';

  await axios({ method: 'get', url: event.secrets.PLAN_URL, params: { id: event.user.user_id } })
    .then(({ data }) => {
      plan = data.plan;
    })
    .catch((err) => {
      console.warn('plan: ' + err.message);
      plan = event.user.app_metadata.plan || 'free';
    });
  api.idToken.setCustomClaim('https://plans.example.com/plan', plan);
};
