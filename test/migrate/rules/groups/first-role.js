function firstRole(user, context, callback) {
  user.app_metadata = user.app_metadata || {};

  var addRoles = function (user, cb) {
    if (user.app_metadata.roles && user.app_metadata.roles.length) {
      return cb(null, user.app_metadata.roles);
    }
    var endsWith = '@' + configuration.OWN_DOMAIN;
    if (user.email && user.email_verified && user.email.indexOf(endsWith, user.email.length - endsWith.length) !== -1) {
      cb(null, ['staff']);
    } else {
      cb(null, ['guest']);
    }
  };

  addRoles(user, function (err, roles) {
    if (err) {
      callback(err);
    } else {
      user.app_metadata.roles = roles;
      auth0.users.updateAppMetadata(user.user_id, user.app_metadata)
        .then(function () {
          context.idToken['https://app.example.com/roles'] = user.app_metadata.roles;
          callback(null, user, context);
        })
        .catch(function (err) {
          callback(err);
        });
    }
  });
}
