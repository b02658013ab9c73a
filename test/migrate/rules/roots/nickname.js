function (user, context, callback) {
  if (!user.nickname && user.email) {
    user.nickname = user.email.split('@')[0];
  }
  callback(null, user, context);
}
