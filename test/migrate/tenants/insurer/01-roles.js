function roles(user, context, callback) {
  const assigned = (context.authorization || {}).roles || [];
  context.idToken['https://insurer.example/roles'] = assigned;
  callback(null, user, context);
}
