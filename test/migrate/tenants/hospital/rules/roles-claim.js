function (user, context, callback) {
  var roles = (context.authorization || {}).roles || [];
  context.idToken['https://hospital.example/roles'] = roles;
  context.accessToken['https://hospital.example/roles'] = roles;
  callback(null, user, context);
}
