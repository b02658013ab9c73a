function gate(user, context, callback) {
  if (context.clientName === 'Stock' && (user.roles || []).indexOf('stock') === -1) {
    return callback(new UnauthorizedError('Stock keepers only.'));
  }
  callback(null, user, context);
}
