function trimmedUser(user, context, callback) {
  var _ = require('lodash');
  var kept = _.omit(user, ['last_ip', 'last_login', 'created_at']);
  context.idToken['https://example.com/groups'] = kept.groups || [];
  return callback(null, kept, context);
}
