function displayName(user, context, callback) {
  var metadata = user.user_metadata || {};
  var first = metadata.first_name || user.given_name || '';
  var last = metadata.last_name || user.family_name || '';

  user.given_name = first;
  user.family_name = last;
  user.name = (first + ' ' + last).trim() || user.email;

  context.idToken.name = user.name;
  context.idToken.given_name = user.given_name;
  context.idToken.family_name = user.family_name;
  callback(null, user, context);
}
