function sharedFunctions(user, context, callback) {
  const domains = ['bakery.example', 'flour.example'];

  global.NAMESPACE = configuration.NAMESPACE || 'https://bakery.example/';
  global.isStaff = global.isStaff || function (email) {
    return domains.indexOf((email || '').split('@')[1]) >= 0;
  };
  global.setClaim = function (context, name, value) {
    context.idToken[global.NAMESPACE + name] = value;
    context.accessToken[global.NAMESPACE + name] = value;
  };

  callback(null, user, context);
}
