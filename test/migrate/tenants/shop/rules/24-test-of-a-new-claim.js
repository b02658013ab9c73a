function test(user, context, callback) {
  context.idToken['https://shop.example/test'] = 1;
  callback(null, user, context);
}
