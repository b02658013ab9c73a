async (user, context, callback) => {
  const roles = context.authorization?.roles ?? [];
  const tenant = user.app_metadata?.tenants?.[context.clientID] ?? configuration.DEFAULT_TENANT;
  const country = context.request?.geoip?.country_code?.toLowerCase();

  if (!tenant) {
    return callback(new UnauthorizedError(`No tenant for ${user.email ?? user.user_id}`));
  }

  context.idToken['https://saas.example.com/tenant'] = tenant;
  context.idToken['https://saas.example.com/admin'] ||= roles.includes('admin');
  context.idToken['https://saas.example.com/market'] = country === 'gb' ? 'uk' : (country ?? 'intl');
  callback(null, user, context);
}
