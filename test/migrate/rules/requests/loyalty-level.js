function loyaltyLevel(user, context, callback) {
  const request = require('request');
  const { LOYALTY_BASE: baseUrl, LOYALTY_KEY: key } = configuration;
  const namespace = 'https://shop.example.com/';

  request({ baseUrl, uri: `/members/${user.user_id}`, headers: { 'api-key': key }, json: true, timeout: 3000 }, onAnswer);

  function onAnswer(err, response, member) {
    if (err) {
      console.error('loyalty: ' + err.message);
      context.idToken[namespace + 'level'] = 'unknown';
      return callback(null, user, context);
    }
    switch (response.statusCode) {
      case 200:
        context.idToken[namespace + 'level'] = member.level;
        context.idToken[namespace + 'points'] = member.points;
        return callback(null, user, context);
      case 404:
        context.idToken[namespace + 'level'] = 'none';
        return callback(null, user, context);
      case 410:
        return callback(new UnauthorizedError('Your membership has been closed.'));
      default:
        return callback(new Error(`loyalty answered ${response.statusCode}`));
    }
  }
}
