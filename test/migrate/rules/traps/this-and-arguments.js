function thisAndArguments(user, context, callback) {
  var last = arguments[arguments.length - 1];
  var self = this || {};
  self.checked = arguments.length === 3;

  if (self.checked && user.email_verified) {
    return last.apply(null, [null, user, context]);
  }
  return callback.call(null, new UnauthorizedError('Not verified.'));
}
