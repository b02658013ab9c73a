function night(user, context, callback) {
  if (context.clientName === 'Library' && user.app_metadata && user.app_metadata.suspended) {
    return callback(new UnauthorizedError('Bring back your books.'));
  }
  callback(null, user, context);
}
