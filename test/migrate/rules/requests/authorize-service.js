function authorizeService(user, context, callback) {
  var request = require('request');

  // the policy service wants to see everything
  request.post({
    url: configuration.POLICY_URL,
    json: { user: user, context: context },
    timeout: 5000
  }, function (err, response, decision) {
    if (err) return callback(err);
    if (response.statusCode !== 200 || !decision.allow) {
      return callback(new UnauthorizedError((decision && decision.reason) || 'Access denied.'));
    }
    return callback(null, user, context);
  });
}
