function twoCallbacks(user, context, callback) {
  const request = require('request');

  request.get({ url: configuration.STATUS_URL, json: true }, (err, response, body) => {
    if (err) callback(err);
    if (response && body.closed) callback(new UnauthorizedError('The shop is closed.'));
    context.idToken['https://shop.example.com/open'] = true;
    callback(null, user, context);
  });
}
