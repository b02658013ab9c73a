function onlyReturns(user, context, callback) {
  if (context.clientName !== 'Returns') return callback(null, user, context);
  if (!global.hasRole(context, 'returns')) {
    return callback(new UnauthorizedError('You have no access to Returns.'));
  }
  callback(null, user, context);
}
