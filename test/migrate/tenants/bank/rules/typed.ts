function typed(user: User, context: Context, callback: Callback) {
  callback(null, user, context);
}
