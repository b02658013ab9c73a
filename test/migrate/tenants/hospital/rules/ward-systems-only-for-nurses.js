function (user, context, callback) {
  if (context.clientName === 'Ward' && user.groups.indexOf('nurses') === -1) {
    return callback(new UnauthorizedError('Nurses only.'));
  }
  callback(null, user, context);
}
