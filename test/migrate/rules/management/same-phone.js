function samePhone(user, context, callback) {
  var request = require('request');
  var phone = user.user_metadata && user.user_metadata.phone;
  // the name of a setting of ours, which has nothing to do with Auth0's own applications
  if (!phone || context.clientID === configuration.AUTH0_CLIENT_ID) return callback(null, user, context);

  request.get({
    url: auth0.baseUrl + '/users',
    headers: { authorization: 'Bearer ' + auth0.accessToken },
    qs: { search_engine: 'v3', q: 'user_metadata.phone:"' + phone + '" -user_id:"' + user.user_id + '"' },
    json: true
  }, function (err, res, users) {
    if (err) return callback(err);
    if (users.length) return callback(new UnauthorizedError('This phone number has another account.'));
    callback(null, user, context);
  });
}
