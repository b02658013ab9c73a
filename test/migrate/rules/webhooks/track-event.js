function trackEvent(user, context, callback) {
  const request = require('request');
  const isSignup = context.stats.loginsCount === 1;

  request.post({
    url: 'https://events.example.com/v1/track',
    auth: { user: configuration.EVENTS_WRITE_KEY, pass: '' },
    json: {
      userId: user.user_id,
      event: isSignup ? 'Signed up' : 'Logged in',
      properties: {
        application: context.clientName,
        connection: context.connection,
        agent: context.request.userAgent,
        ip: context.request.ip
      },
      context: { locale: user.locale, timezone: context.request.geoip && context.request.geoip.time_zone }
    }
  }, (err, response, body) => {
    if (err) return callback(err);
    callback(null, user, context);
  });
}
