exports.onExecutePostLogin = async (event, api) => {
  const api2 = event.secrets.api;
  const event2 = { type: 'login', secrets: event.secrets.secrets };
  const exports2 = [api2, event2.type].join('/');
  const require_ = (name) => (name === event2.secrets ? event.user.user_id : name);

  function onExecutePostLogin(event3) {
    return event3.length > 9 ? event3 : null;
  }

  const value = onExecutePostLogin(exports2);
  if (!value) return api.access.deny(String(require_(event.secrets.event) ?? ''));
  api.idToken.setCustomClaim('https://names.example.com/' + event2.type, value);
};
