exports.onExecutePostLogin = async (event, api) => {
  var addRoles = function (user, cb) {
    if (user.app_metadata.roles && user.app_metadata.roles.length) {
      return cb(null, user.app_metadata.roles);
    }
    var endsWith = '@' + event.secrets.OWN_DOMAIN;
    if (user.email && user.email_verified && user.email.indexOf(endsWith, user.email.length - endsWith.length) !== -1) {
      cb(null, ['staff']);
    } else {
      cb(null, ['guest']);
    }
  };

  const [err, roles] = await new Promise((resolve) => addRoles(event.user, (...answer) => resolve(answer)));
  if (err) return api.access.deny(err.message ?? err);
  api.user.setAppMetadata('roles', roles);
  api.idToken.setCustomClaim('https://app.example.com/roles', roles);
};
