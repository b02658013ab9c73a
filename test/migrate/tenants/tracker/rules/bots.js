function bots(user, context, callback) {
  if (/bot/i.test(context.request.userAgent || '')) {
    return callback(new UnauthorizedError('No robots.'));
  }
  callback(null, user, context);
}
