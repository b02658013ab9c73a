function chosenPrimary(user, context, callback) {
  var chosen = user.app_metadata && user.app_metadata.primary;

  if (chosen && chosen !== user.user_id) {
    context.primaryUser = chosen;
    context.idToken['https://accounts.example.com/linked'] = true;
  }
  callback(null, user, context);
}
