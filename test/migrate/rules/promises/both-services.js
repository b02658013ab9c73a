async function bothServices(user, context, callback) {
  const fetch = require('node-fetch');
  const load = async (url) => {
    const response = await fetch(url, { headers: { 'x-key': configuration.SERVICES_KEY } });
    if (!response.ok) {
      throw new Error(url + ' answered ' + response.status);
    }
    return response.json();
  };

  try {
    const [profile, groups] = await Promise.all([
      load(`${configuration.SERVICES_URL}/profile/${user.user_id}`),
      load(`${configuration.SERVICES_URL}/groups/${user.user_id}`),
    ]);
    context.idToken['https://services.example.com/profile'] = profile.kind;
    context.idToken['https://services.example.com/groups'] = groups;
    callback(null, user, context);
  } catch (error) {
    callback(error);
  }
}
