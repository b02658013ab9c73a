function windowsLines(user, context, callback) {
  // saved by an editor on Windows
  var namespace = 'https://win.example.com/';

  if (context.connectionStrategy === 'ad') {
    context.idToken[namespace + 'account'] = user.sAMAccountName;
    context.idToken[namespace + 'office'] = user.physicalDeliveryOfficeName || '';
  }
  else {
    return callback(new UnauthorizedError('Sign in with your Windows account.'));
  }

  callback(null, user, context);
}
