function nameClaim(user, context, callback) {
  context.idToken['https://school.example/display'] = user.display;
  callback(null, user, context);
}
