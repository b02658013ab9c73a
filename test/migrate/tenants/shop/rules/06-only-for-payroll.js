function onlyPayroll(user, context, callback) {
  if (context.clientName !== 'Payroll') return callback(null, user, context);
  if (!global.hasRole(context, 'payroll')) {
    return callback(new UnauthorizedError('You have no access to Payroll.'));
  }
  callback(null, user, context);
}
