function maintenance(user, context, callback) {
  if (global.MAINTENANCE || configuration.MAINTENANCE === 'true') {
    const testers = (configuration.TESTERS || '').split(',');
    if (!testers.includes(user.email)) return callback(new UnauthorizedError('We are back at 6 o\'clock.'));
  }
  return callback(null, user, context);
}
