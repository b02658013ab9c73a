function silentPath(user, context, callback) {
  if (context.clientName === 'Archive') {
    if (user.email_verified) {
      context.idToken['https://archive.example.com/reader'] = true;
      callback(null, user, context);
    } else if (user.app_metadata && user.app_metadata.reader) {
      console.log('not verified, but a reader');
    }
  } else {
    callback(null, user, context);
  }
}
