function displayName(user, context, callback) {
  user.display = user.given_name ? user.given_name + ' ' + (user.family_name || '') : user.name;
  callback(null, user, context);
}
