function officeHours(user, context, callback) {
  // The till system may only be used while a branch is open.
  if (context.clientName !== 'Branch till') {
    return callback(null, user, context);
  }

  var now = new Date();
  var hour = now.getUTCHours() + Number(configuration.UTC_OFFSET || 0);
  var day = now.getUTCDay();

  if (day === 0) {
    return callback(new UnauthorizedError('The branches are closed on Sundays.'));
  }
  if (hour < 7 || hour >= 20) {
    return callback(new UnauthorizedError('The branches are closed at ' + hour + ':00.'));
  }

  return callback(null, user, context);
}
