const request = require('request');

exports.onExecutePostLogin = async (event) => {
  if (event.stats.logins_count > 1) return;

  var text = [
    'New user: ' + (event.user.name || event.user.email),
    'Application: ' + event.client.name,
    'Country: ' + (Object.keys(event.request.geoip).length > 0 ? event.request.geoip.countryName : 'unknown')
  ].join('\n');

  request.post({ url: event.secrets.CHAT_HOOK, json: { text: text } }, function (err, response) {
    if (err) console.log(err);
    else if (response.statusCode >= 400) console.log('chat answered ' + response.statusCode);
  });

  // The login does not wait for the chat.
};
