function onlySuppliers(user, context, callback) {
  if (context.clientName !== 'Suppliers') return callback(null, user, context);
  if (!global.hasRole(context, 'suppliers')) {
    return callback(new UnauthorizedError('You have no access to Suppliers.'));
  }
  callback(null, user, context);
}
