function chat(user, context, callback) {
  const request = require('request@2.88.2');
  if (context.stats.loginsCount > 1) return callback(null, user, context);
  request.post({ url: configuration.CHAT_URL, json: { text: 'New user ' + (user.email || user.user_id) } }, (err) => {
    if (err) console.log(err.message);
    callback(null, user, context);
  });
}
