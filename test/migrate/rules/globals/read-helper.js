function readHelper(user, context, callback) {
  // defined by the rule "00 shared functions"
  if (!global.loadEntitlements) {
    return callback(new Error('The shared functions are missing.'));
  }

  global.loadEntitlements(user, context, function (err, entitlements) {
    if (err) {
      return callback(err);
    }
    context.accessToken[global.NAMESPACE + 'entitlements'] = entitlements;
    callback(null, user, context);
  });
}
