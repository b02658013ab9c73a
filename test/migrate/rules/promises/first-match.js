async function firstMatch(user, context, callback) {
  const fetch = require('node-fetch@2.6.0');
  const regions = configuration.REGIONS.split(',');
  let home = null;

  for (const region of regions) {
    const response = await fetch(`https://${region}.accounts.example.com/lookup/${user.user_id}`);
    if (response.status === 404) continue;
    if (!response.ok) {
      return callback(new Error(`${region} answered ${response.status}`));
    }
    home = await response.json();
    home.region = region;
    break;
  }

  if (!home) return callback(new UnauthorizedError('You do not have an account in any region.'));

  context.idToken['https://accounts.example.com/region'] = home.region;
  context.idToken['https://accounts.example.com/number'] = home.number;
  return callback(null, user, context);
}
