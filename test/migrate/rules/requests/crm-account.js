function crmAccount(user, context, callback) {
  const request = require('request@2.88.2');

  request.get({
    url: configuration.CRM_URL + '/accounts',
    qs: { email: user.email },
    headers: { 'X-Api-Key': configuration.CRM_KEY },
    json: true
  }, (err, response, body) => {
    if (err) return callback(err);
    if (response.statusCode !== 200) {
      return callback(new Error('CRM answered ' + response.statusCode));
    }

    context.idToken['https://crm.example.com/account'] = body.id;
    context.idToken['https://crm.example.com/tier'] = body.tier || 'free';
    return callback(null, user, context);
  });
}
