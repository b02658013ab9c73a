function defineHelpers(user, context, callback) {
  global.isInternal = global.isInternal || function (address) {
    return /@(corp\.)?example\.com$/.test(address || '');
  };

  global.addClaim = function (context, name, value) {
    context.idToken[configuration.NAMESPACE + name] = value;
    context.accessToken[configuration.NAMESPACE + name] = value;
  };

  callback(null, user, context);
}
