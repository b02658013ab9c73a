function licenseCheck(user, context, callback) {
  var request = require('request@2.56.0');
  var seats;

  if (context.clientID !== configuration.EDITOR_CLIENT_ID) {
    return callback(null, user, context);
  }

  request.post({
    url: 'https://licenses.example.com/v2/check',
    headers: { Authorization: 'Basic ' + new Buffer(configuration.LICENSE_USER + ':' + configuration.LICENSE_PASSWORD).toString('base64') },
    body: JSON.stringify({ user: user.email, product: 'editor' })
  }, function (error, response, body) {
    if (error) return callback(error);

    try {
      seats = JSON.parse(body);
    } catch (e) {
      return callback(new Error('The license server did not answer with JSON.'));
    }

    if (!seats.valid) {
      return callback(new UnauthorizedError(seats.message || 'No seat is left.'));
    }
    context.idToken['https://licenses.example.com/until'] = seats.until;
    callback(null, user, context);
  });
}
