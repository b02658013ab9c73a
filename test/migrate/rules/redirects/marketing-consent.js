async function marketingConsent(user, context, callback) {
  const { redirect_count: count = 0 } = user.app_metadata || {};
  const isBack = context.protocol === 'redirect-callback';
  const query = context.request.query;

  if (isBack && query.marketing) {
    try {
      await auth0.users.updateUserMetadata(user.user_id, { marketing: query.marketing === 'on' });
    } catch (e) {
      return callback(e);
    }
    return callback(null, user, context);
  }

  // People who closed the page twice are left alone.
  if (isBack || count >= 2 || (user.user_metadata && 'marketing' in user.user_metadata)) {
    return callback(null, user, context);
  }

  try {
    await auth0.users.updateAppMetadata(user.user_id, { redirect_count: count + 1 });
  } catch (e) {
    return callback(e);
  }
  context.redirect = { url: 'https://www.example.com/consent' };
  return callback(null, user, context);
}
