function claims(user, context, callback) {
  context.idToken['https://school.example/kind'] = context.kind;
  callback(null, user, context);
}
