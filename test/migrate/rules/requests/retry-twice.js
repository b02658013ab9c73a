function retryTwice(user, context, callback) {
  const request = require('request@2.88.2');
  const ATTEMPTS = 3;

  function attempt(number) {
    request.get({ url: 'https://flags.example.com/' + context.tenant, json: true, timeout: 1000 }, (err, res, flags) => {
      if (err || res.statusCode >= 500) {
        if (number < ATTEMPTS) {
          return attempt(number + 1);
        }
        return callback(err || new Error('The flags are not available.'));
      }
      context.idToken['https://flags.example.com/enabled'] = Object.keys(flags).filter((name) => flags[name]);
      callback(null, user, context);
    });
  }

  attempt(1);
}
