function onlyPrices(user, context, callback) {
  if (context.clientName !== 'Prices') return callback(null, user, context);
  if (!global.hasRole(context, 'prices')) {
    return callback(new UnauthorizedError('You have no access to Prices.'));
  }
  callback(null, user, context);
}
