function sessionNumber(user, context, callback) {
  // read by the claims rule that runs last
  user.jti = uuid.v4();
  user.persistent = user.persistent || {};
  user.persistent.session = user.jti;
  callback(null, user, context);
}
