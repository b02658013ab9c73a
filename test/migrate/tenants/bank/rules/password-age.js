function passwordAge(user, context, callback) {
  const days = Number(configuration.MOST_DAYS || 180);
  const changed = new Date(user.last_password_reset || user.created_at);
  if ((Date.now() - changed.getTime()) / 86400000 > days) {
    return callback(new UnauthorizedError('please change your password'));
  }
  callback(null, user, context);
}
