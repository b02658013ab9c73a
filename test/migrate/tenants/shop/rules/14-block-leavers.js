function blockLeavers(user, context, callback) {
  if (user.app_metadata && user.app_metadata.left === true) {
    return callback(new UnauthorizedError('You have left the company.'));
  }
  callback(null, user, context);
}
