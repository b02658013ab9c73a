function debug(user, context, callback) {
  console.log(user.user_id, context.clientName);
  callback(null, user, context);
}
