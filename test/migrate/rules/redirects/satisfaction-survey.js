function (user, context, callback) {
  // every tenth login, but not in the app for drivers
  if (context.stats.loginsCount % 10 !== 0 || context.clientName === 'Driver app') {
    return callback(null, user, context);
  }
  context.redirect = {
    url: 'https://survey.example.com/?u=' + encodeURIComponent(user.user_id)
  };
  callback(null, user, context);
}
