function mfaOutside(user, context, callback) {
  if (context.protocol === 'oauth2-refresh-token') return callback(null, user, context);
  const office = (configuration.OFFICE_ADDRESSES || '').split(',');
  if (office.indexOf(context.request.ip) === -1 && context.clientName === 'Claims') {
    context.multifactor = { provider: 'any' };
  }
  callback(null, user, context);
}
