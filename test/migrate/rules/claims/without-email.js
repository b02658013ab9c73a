function withoutEmail(user, context, callback) {
  if (context.clientName === 'Public forum') {
    delete context.idToken.email;
    delete context.idToken.email_verified;
    context.idToken['https://forum.example.com/handle'] = user.nickname;
  }
  callback(null, user, context);
}
