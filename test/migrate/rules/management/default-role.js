function defaultRole(user, context, callback) {
  var request = require('request');
  var count = context.stats && context.stats.loginsCount ? context.stats.loginsCount : 0;
  if (count > 1) {
    return callback(null, user, context);
  }

  // a machine to machine application of our own
  var options = {
    method: 'POST',
    url: 'https://' + configuration.M2M_DOMAIN + '/oauth/token',
    json: true,
    body: {
      grant_type: 'client_credentials',
      client_id: configuration.M2M_CLIENT_ID,
      client_secret: configuration.M2M_CLIENT_SECRET,
      audience: 'https://' + configuration.M2M_DOMAIN + '/api/v2/'
    }
  };

  request(options, function (error, response, body) {
    if (error) return callback(error);

    request({
      method: 'POST',
      url: 'https://' + configuration.M2M_DOMAIN + '/api/v2/users/' + encodeURIComponent(user.user_id) + '/roles',
      headers: { authorization: 'Bearer ' + body.access_token },
      json: true,
      body: { roles: [configuration.DEFAULT_ROLE_ID] }
    }, function (error, response) {
      if (error) return callback(error);
      context.accessToken['https://app.example.com/roles'] = ['reader'];
      callback(null, user, context);
    });
  });
}
