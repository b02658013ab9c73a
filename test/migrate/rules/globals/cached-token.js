function cachedToken(user, context, callback) {
  const request = require('request@2.88.2');

  function withToken(next) {
    if (global.stockToken && global.stockTokenExpires > Date.now()) {
      return next(null, global.stockToken);
    }
    request.post({
      url: configuration.STOCK_AUTH_URL,
      json: { client_id: configuration.STOCK_CLIENT_ID, client_secret: configuration.STOCK_CLIENT_SECRET },
    }, (err, res, body) => {
      if (err) return next(err);
      global.stockToken = body.access_token;
      global.stockTokenExpires = Date.now() + body.expires_in * 1000;
      next(null, global.stockToken);
    });
  }

  withToken((err, token) => {
    if (err) return callback(err);
    request.get({ url: configuration.STOCK_URL + '/branches', headers: { authorization: 'Bearer ' + token }, json: true }, (err, res, branches) => {
      if (err) return callback(err);
      context.idToken['https://stock.example.com/branches'] = branches.map((branch) => branch.code);
      callback(null, user, context);
    });
  });
}
