function promisedRequest(user, context, callback) {
  var request = require('request');

  function get(path) {
    return new Promise(function (resolve, reject) {
      request.get({ url: configuration.BILLING_URL + path, json: true }, function (err, res, body) {
        if (err) return reject(err);
        if (res.statusCode !== 200) return reject(new Error('billing answered ' + res.statusCode));
        resolve(body);
      });
    });
  }

  get('/customers?email=' + encodeURIComponent(user.email))
    .then(function (customers) {
      if (!customers.length) {
        throw new UnauthorizedError('You are not a customer.');
      }
      return get('/subscriptions/' + customers[0].id);
    })
    .then(function (subscription) {
      context.idToken['https://billing.example.com/plan'] = subscription.plan;
      callback(null, user, context);
    })
    .catch(callback);
}
