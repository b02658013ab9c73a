function tokenCache(user, context, callback) {
  const request = require('request@2.88.2');
  if (global.meterToken && global.meterExpires > Date.now()) return callback(null, user, context);
  request.post({
    url: configuration.METER_AUTH_URL,
    json: { client_id: configuration.METER_ID, client_secret: configuration.METER_SECRET },
  }, (err, res, body) => {
    if (err) return callback(err);
    global.meterToken = body && body.access_token;
    global.meterExpires = Date.now() + 60000;
    callback(null, user, context);
  });
}
