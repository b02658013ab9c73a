const _ = require('lodash');

exports.onExecutePostLogin = async (event, api) => {
  var prefix = 'APP-' + event.client.name.toUpperCase() + '-';

  var roles = _.chain(event.user.groups)
    .filter(function (group) { return _.startsWith(group, prefix); })
    .map(function (group) { return group.substring(prefix.length).toLowerCase(); })
    .uniq()
    .sortBy()
    .value();

  if (_.isEmpty(roles)) {
    return api.access.deny('You do not have a role in ' + event.client.name + '.');
  }
  api.idToken.setCustomClaim('https://groups.example.com/roles', roles);
  api.accessToken.setCustomClaim('https://groups.example.com/roles', roles);
};
