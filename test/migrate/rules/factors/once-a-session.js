function onceASession(user, context, callback) {
  const completed = !!context.authentication.methods.find(({ name }) => name === 'mfa');

  if (completed) {
    return callback(null, user, context);
  }
  context.multifactor = {
    provider: 'any',
    allowRememberBrowser: false,
  };
  callback(null, user, context);
}
