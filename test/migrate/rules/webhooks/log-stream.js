function logStream(user, context, callback) {
  var https = require('https');
  var payload = JSON.stringify({ event: { user: user.email, app: context.clientName }, source: 'auth0' });

  var req = https.request({
    hostname: configuration.LOG_HOST,
    path: '/services/collector',
    method: 'POST',
    headers: { Authorization: 'Splunk ' + configuration.LOG_TOKEN, 'Content-Length': Buffer.byteLength(payload) }
  }, function (res) {
    var answer = '';
    res.on('data', function (chunk) {
      answer += chunk;
    });
    res.on('end', function () {
      if (res.statusCode !== 200) console.log(answer);
      callback(null, user, context);
    });
  });

  req.on('error', function (err) {
    callback(err);
  });
  req.write(payload);
  req.end();
}
