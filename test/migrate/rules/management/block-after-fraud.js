function blockAfterFraud(user, context, callback) {
  const fetch = require('node-fetch@2.6.7');
  const score = Number((user.app_metadata || {}).fraud_score || 0);
  if (score < 90) return callback(null, user, context);

  fetch(`${auth0.baseUrl}/users/${user.user_id}`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${auth0.accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ blocked: true })
  }).then(() => {
    callback(new UnauthorizedError('Your account has been blocked.'));
  }).catch((e) => {
    console.log(e);
    callback(new UnauthorizedError('Your account has been blocked.'));
  });
}
