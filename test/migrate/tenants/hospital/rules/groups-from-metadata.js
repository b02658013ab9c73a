function (user, context, callback) {
  var groups = (user.app_metadata && user.app_metadata.groups) || [];
  user.groups = groups;
  callback(null, user, context);
}
