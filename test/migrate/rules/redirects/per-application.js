function perApplication(user, context, callback) {
  var pages = {
    'Learner portal': 'https://learn.example.com/welcome',
    'Teacher portal': 'https://teach.example.com/welcome'
  };
  var page = pages[context.clientName];
  var welcomed = user.app_metadata && user.app_metadata.welcomed;

  if (!page || welcomed) return callback(null, user, context);

  if (context.protocol === 'redirect-callback') {
    auth0.users.updateAppMetadata(user.user_id, { welcomed: true }).then(function () {
      callback(null, user, context);
    }, callback);
  } else {
    context.redirect = { url: page + '?name=' + encodeURIComponent(user.name) };
    callback(null, user, context);
  }
}
