const { orderBy, head, get } = require('lodash');

exports.onExecutePostLogin = async (event, api) => {
  const RANK = { viewer: 1, editor: 2, admin: 3 };
  const roles = get(event.user, 'app_metadata.authorization.roles', []);
  const known = roles.filter((role) => RANK[role]);
  const best = head(orderBy(known, (role) => RANK[role], 'desc'));

  if (!best) {
    console.log(get(event.user, 'user_id') + ' has no role');
    return api.access.deny('no_role');
  }

  api.idToken.setCustomClaim(`${event.secrets.NAMESPACE}/role`, best);
  api.idToken.setCustomClaim(`${event.secrets.NAMESPACE}/rank`, RANK[best]);
};
