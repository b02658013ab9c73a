function roleScope(user, context, callback) {
  const audience = context.request.query.audience;
  const isApi = audience === 'https://api.example.com/orders';

  if (isApi && (context.authorization.roles || []).includes('clerk')) {
    context.accessToken.scope = ['openid', 'profile', 'orders:read', 'orders:write'];
  } else if (isApi) {
    context.accessToken.scope = ['openid', 'profile', 'orders:read'];
  }
  callback(null, user, context);
}
