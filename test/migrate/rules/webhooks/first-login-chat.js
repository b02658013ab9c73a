function firstLoginChat(user, context, callback) {
  if (context.stats.loginsCount > 1) return callback(null, user, context);

  var request = require('request');
  var text = [
    'New user: ' + (user.name || user.email),
    'Application: ' + context.clientName,
    'Country: ' + (context.request.geoip ? context.request.geoip.country_name : 'unknown')
  ].join('\n');

  request.post({ url: configuration.CHAT_HOOK, json: { text: text } }, function (err, response) {
    if (err) console.log(err);
    else if (response.statusCode >= 400) console.log('chat answered ' + response.statusCode);
  });

  // The login does not wait for the chat.
  callback(null, user, context);
}
