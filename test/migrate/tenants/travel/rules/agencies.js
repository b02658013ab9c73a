function agencies(user, context, callback) {
  if (context.clientName !== 'Agencies') return callback(null, user, context);
  if (!/@agency\.example$/.test(user.email || '')) {
    return callback(new UnauthorizedError('Agencies only.'));
  }
  callback(null, user, context);
}
