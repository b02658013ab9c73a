function mfaForAgents(user, context, callback) {
  const assigned = (context.authorization || {}).roles || [];
  if (assigned.includes('agent') || assigned.includes('admin')) {
    context.multifactor = { provider: 'any', allowRememberBrowser: false };
  }
  callback(null, user, context);
}
