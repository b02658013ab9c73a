function onlyOrders(user, context, callback) {
  if (context.clientName !== 'Orders') return callback(null, user, context);
  if (!global.hasRole(context, 'orders')) {
    return callback(new UnauthorizedError('You have no access to Orders.'));
  }
  callback(null, user, context);
}
