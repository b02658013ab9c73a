function onlyReports(user, context, callback) {
  if (context.clientName !== 'Reports') return callback(null, user, context);
  if (!global.hasRole(context, 'reports')) {
    return callback(new UnauthorizedError('You have no access to Reports.'));
  }
  callback(null, user, context);
}
