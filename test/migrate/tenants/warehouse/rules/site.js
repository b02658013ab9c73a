function site(user, context, callback) {
  var site = (user.user_metadata || {}).site;
  if (site) context.idToken['https://warehouse.example/site'] = site;
  callback(null, user, context);
}
