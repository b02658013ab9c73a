function parsedSettings(user, context, callback) {
  global.applications = global.applications || JSON.parse(configuration.APPLICATIONS);

  var application = global.applications[context.clientID];
  if (!application) {
    return callback(null, user, context);
  }
  if (application.connections.indexOf(context.connection) === -1) {
    return callback(new UnauthorizedError('Use another way to sign in to ' + application.title + '.'));
  }

  context.idToken[application.namespace + 'title'] = application.title;
  callback(null, user, context);
}
