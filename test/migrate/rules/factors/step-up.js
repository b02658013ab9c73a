function stepUp(user, context, callback) {
  const query = (context.request && context.request.query) || {};
  const wanted = typeof query.acr_values === 'string' ? query.acr_values.split(' ') : [];
  const isWanted = wanted.includes('http://schemas.openid.net/pape/policies/2007/06/multi-factor');

  if (!isWanted) {
    return callback(null, user, context);
  }

  const methods = context.authentication ? context.authentication.methods : [];
  const isDone = methods.some((method) => method.name === 'mfa');

  if (!isDone) {
    context.multifactor = { provider: 'any' };
  }
  return callback(null, user, context);
}
