function backOffice(user, context, callback) {
  if (context.clientName !== 'Back office') return callback(null, user, context);
  if (!global.isStaff(user.email)) {
    return callback(new UnauthorizedError('Staff only.'));
  }
  callback(null, user, context);
}
