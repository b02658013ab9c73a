function landlords(user, context, callback) {
  if (context.clientName === 'Landlords' && !(user.app_metadata || {}).landlord) {
    return callback(new UnauthorizedError('Landlords only.'));
  }
  callback(null, user, context);
}
