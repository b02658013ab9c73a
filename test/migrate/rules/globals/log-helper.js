function logHelper(user, context, callback) {
  var log = global.log || console.log;

  if (user.app_metadata && user.app_metadata.blocked_reason) {
    log('blocked', user.user_id, user.app_metadata.blocked_reason);
    return callback(new UnauthorizedError(user.app_metadata.blocked_reason));
  }
  log('passed', user.user_id);
  callback(null, user, context);
}
