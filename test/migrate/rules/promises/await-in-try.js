async function awaitInTry(user, context, callback) {
  const axios = require('axios@0.21.1');

  if (context.clientMetadata && context.clientMetadata.skip_entitlements === 'true') {
    return callback(null, user, context);
  }

  let entitlements = [];
  try {
    const response = await axios.get(`${configuration.ENTITLEMENTS_URL}/users/${user.user_id}`, {
      headers: { 'x-functions-key': configuration.ENTITLEMENTS_KEY },
      timeout: 4000,
    });
    entitlements = response.data.items.map((item) => item.code);
  } catch (err) {
    if (err.response && err.response.status === 403) {
      return callback(new UnauthorizedError('Your account has been suspended.'));
    }
    console.error(err.message);
  }

  context.accessToken['https://entitlements.example.com/codes'] = entitlements;
  return callback(null, user, context);
}
