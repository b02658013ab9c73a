function tokenThenProfile(user, context, callback) {
  var request = require('request');

  request.post({
    url: configuration.HR_TOKEN_URL,
    form: {
      grant_type: 'client_credentials',
      client_id: configuration.HR_CLIENT_ID,
      client_secret: configuration.HR_CLIENT_SECRET
    },
    json: true
  }, function (err, res, body) {
    if (err || res.statusCode !== 200) {
      console.log('no token of the HR system');
      return callback(null, user, context);
    }

    request.get({
      url: configuration.HR_URL + '/employees/' + encodeURIComponent(user.email),
      auth: { bearer: body.access_token },
      json: true
    }, function (err, res, body) {
      if (err) {
        return callback(err, user, context);
      }
      if (res.statusCode === 404) {
        return callback(new UnauthorizedError('You are not on the payroll.'));
      }
      context.accessToken['https://hr.example.com/department'] = body.department;
      context.accessToken['https://hr.example.com/manager'] = body.manager.email;
      callback(null, user, context);
    });
  });
}
