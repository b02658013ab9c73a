const fetch = require('node-fetch');

exports.onExecutePostLogin = async (event, api) => {
  const regions = event.secrets.REGIONS.split(',');
  let home = null;

  for (const region of regions) {
    const response = await fetch(`https://${region}.accounts.example.com/lookup/${event.user.user_id}`);
    if (response.status === 404) {
      continue;
    }
    if (!response.ok) return api.access.deny(`${region} answered ${response.status}`);
    home = await response.json();
    home.region = region;
    break;
  }

  if (!home) return api.access.deny('You do not have an account in any region.');

  api.idToken.setCustomClaim('https://accounts.example.com/region', home.region);
  api.idToken.setCustomClaim('https://accounts.example.com/number', home.number);
};
