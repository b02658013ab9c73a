function segment(user, context, callback) {
  const request = require('request@2.88.2');
  if (context.protocol === 'oauth2-refresh-token') return callback(null, user, context);
  request.post({
    url: 'https://api.segment.example/v1/track',
    auth: { user: configuration.SEGMENT_KEY, password: '' },
    json: { userId: user.user_id, event: 'Logged in', properties: { application: context.clientName } },
  }, () => {
    callback(null, user, context);
  });
}
