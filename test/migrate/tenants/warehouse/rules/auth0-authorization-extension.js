function (user, context, callback) {
  var _ = require('lodash@4.17.10');
  var EXTENSION_URL = configuration.AUTHZ_EXT_URL;

  getPolicy(user, context, function(err, res, data) {
    if (err) {
      console.log('Error from Authorization Extension:', err);
      return callback(new UnauthorizedError('Authorization Extension: ' + err.message));
    }
    if (res.statusCode !== 200) {
      return callback(new UnauthorizedError('Authorization Extension: ' + res.statusCode));
    }
    user.groups = data.groups;
    user.roles = data.roles;
    user.permissions = data.permissions;
    return callback(null, user, context);
  });

  function getPolicy(user, context, cb) {
    var request = require('request@2.88.2');
    request.post({
      url: EXTENSION_URL + '/api/users/' + user.user_id + '/policy/' + context.clientID,
      headers: { 'x-api-key': configuration.AUTHZ_EXT_API_KEY },
      json: { connectionName: context.connection || user.identities[0].connection },
      timeout: 5000
    }, cb);
  }
}
