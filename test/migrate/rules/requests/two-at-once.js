function twoAtOnce(user, context, callback) {
  var request = require('request');
  var open = 2;
  var failed = false;

  function done(err) {
    if (failed) return;
    if (err) {
      failed = true;
      return callback(err);
    }
    open -= 1;
    if (open === 0) callback(null, user, context);
  }

  request.get({ url: configuration.ORDERS_URL, qs: { customer: user.user_id }, json: true }, function (err, res, orders) {
    if (err) return done(err);
    context.idToken['https://shop.example.com/orders'] = orders.length;
    done();
  });

  request.get({ url: configuration.TICKETS_URL, qs: { customer: user.user_id }, json: true }, function (err, res, tickets) {
    if (err) return done(err);
    context.idToken['https://shop.example.com/tickets'] = tickets.length;
    done();
  });
}
