function logStream(user, context, callback) {
  var request = require('request');
  var answer = '';
  var status;

  request
    .post({
      url: 'https://' + configuration.LOG_HOST + '/services/collector',
      headers: { Authorization: 'Bearer ' + configuration.LOG_TOKEN },
      json: { event: { user: user.email, app: context.clientName }, source: 'auth0' }
    })
    .on('response', function (response) {
      status = response.statusCode;
    })
    .on('data', function (chunk) {
      answer += chunk;
    })
    .on('error', function (err) {
      callback(err);
    })
    .on('end', function () {
      if (status !== 200) console.log(answer);
      callback(null, user, context);
    });
}
