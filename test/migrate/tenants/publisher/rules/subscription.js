async function subscription(user, context, callback) {
  const axios = require('axios@0.21.1');
  try {
    const { data } = await axios.get(configuration.SUBSCRIPTIONS_URL + '/' + encodeURIComponent(user.user_id), {
      headers: { 'x-api-key': configuration.SUBSCRIPTIONS_KEY },
      timeout: 3000,
    });
    context.idToken['https://publisher.example/plan'] = data.plan || 'free';
  } catch (err) {
    console.log(err.message);
  }
  return callback(null, user, context);
}
