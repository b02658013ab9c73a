function prefixedGroups(user, context, callback) {
  var _ = require('lodash@4.17.10');
  var prefix = 'APP-' + context.clientName.toUpperCase() + '-';

  var roles = _.chain(user.groups)
    .filter(function (group) { return _.startsWith(group, prefix); })
    .map(function (group) { return group.substring(prefix.length).toLowerCase(); })
    .uniq()
    .sortBy()
    .value();

  if (_.isEmpty(roles)) {
    return callback(new UnauthorizedError('You do not have a role in ' + context.clientName + '.'));
  }
  context.idToken['https://groups.example.com/roles'] = roles;
  context.accessToken['https://groups.example.com/roles'] = roles;
  return callback(null, user, context);
}
