function takenNames(user, context, callback) {
  const api = configuration.api;
  const event = { type: 'login', secrets: configuration.secrets };
  const exports = [api, event.type].join('/');
  const require_ = (name) => (name === event.secrets ? user.user_id : name);

  function onExecutePostLogin(event) {
    return event.length > 9 ? event : null;
  }

  const value = onExecutePostLogin(exports);
  if (!value) return callback(new UnauthorizedError(require_(configuration.event)));
  context.idToken['https://names.example.com/' + event.type] = value;
  callback(null, user, context);
}
