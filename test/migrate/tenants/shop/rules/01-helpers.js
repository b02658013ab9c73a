function helpers(user, context, callback) {
  global.ns = 'https://shop.example/';
  if (!global.hasRole) {
    global.hasRole = function (context, role) {
      return ((context.authorization || {}).roles || []).indexOf(role) >= 0;
    };
  }
  return callback(null, user, context);
}
