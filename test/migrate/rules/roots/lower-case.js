function lowerCase(user, context, callback) {
  if (user.email) { user.email = user.email.toLowerCase(); }
  if (user.upn) { user.upn = user.upn.toLowerCase(); }

  var key = user.upn || user.email;
  if (!key) {
    return callback(new Error('The directory sent neither UPN nor email.'));
  }
  context.idToken['https://legacy.example.com/key'] = key;
  callback(null, user, context);
}
