function allMetadata(user, context, callback) {
  var ns = 'https://meta.example.com/';
  for (var key in user.app_metadata) {
    if (user.app_metadata.hasOwnProperty(key) && key.charAt(0) !== '_') {
      context.idToken[ns + key] = user.app_metadata[key];
    }
  }
  context.idToken[ns + 'user_metadata'] = user.user_metadata;
  callback(null, user, context);
}
