exports.onExecutePostLogin = async (event, api) => {
  await new Promise((resolve) => {
    let isOver = false;
    const finish = (deny) => {
      if (isOver) return;
      isOver = true;
      deny?.();
      resolve();
    };
    var request = require('request');
    var open = 2;
    var failed = false;

    function done(err) {
      if (failed) return;
      if (err) {
        failed = true;
        return finish(() => api.access.deny(err.message ?? err));
      }
      open -= 1;
      if (open === 0) finish();
    }

    request.get({ url: event.secrets.ORDERS_URL, qs: { customer: event.user.user_id }, json: true }, function (err, res, orders) {
      if (err) return done(err);
      api.idToken.setCustomClaim('https://shop.example.com/orders', orders.length);
      done();
    });

    request.get({ url: event.secrets.TICKETS_URL, qs: { customer: event.user.user_id }, json: true }, function (err, res, tickets) {
      if (err) return done(err);
      api.idToken.setCustomClaim('https://shop.example.com/tickets', tickets.length);
      done();
    });
  });
};
