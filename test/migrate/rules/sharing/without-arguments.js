function withoutArguments(user, context, callback) {
  if (context.connection === 'Legacy-Users' && !user.email_verified) {
    return callback('Please verify your email address.');
  }
  context.idToken['https://example.com/checked'] = 'yes';
  callback();
}
