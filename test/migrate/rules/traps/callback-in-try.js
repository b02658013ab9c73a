function callbackInTry(user, context, callback) {
  var next = callback.bind(null, null, user, context);
  try {
    var rights = JSON.parse(user.app_metadata.rights);
    context.accessToken['https://rights.example.com/list'] = rights.list.join(',');
    next();
  } catch (e) {
    if (user.app_metadata && user.app_metadata.rights) {
      return callback(new Error('rights of ' + user.user_id + ' are not JSON'));
    }
    next();
  }
}
