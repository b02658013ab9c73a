function databaseOnly(user, context, callback) {
  if (context.clientName === 'Kiosk' && context.connectionStrategy !== 'auth0') {
    return callback(new UnauthorizedError('Use your staff password.'));
  }
  callback(null, user, context);
}
