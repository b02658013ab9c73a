function log(user, context, callback) {
  console.log('login', user.user_id, context.clientName);
  callback(null, user, context);
}
