function locked(user, context, callback) {
  if (user.app_metadata && user.app_metadata.locked) {
    return callback(new UnauthorizedError('Your account is locked.'));
  }
  callback(null, user, context);
}
