function advisers(user, context, callback) {
  if (context.clientName !== 'Advisers') return callback(null, user, context);
  const groups = (user.app_metadata || {}).groups || [];
  if (!groups.includes('advisers')) return callback(new UnauthorizedError('Advisers only.'));
  context.multifactor = { provider: 'any', allowRememberBrowser: false };
  callback(null, user, context);
}
