function rankedRole(user, context, callback) {
  const { orderBy, head, get } = require('lodash');

  const RANK = { viewer: 1, editor: 2, admin: 3 };
  const roles = get(user, 'app_metadata.authorization.roles', []);
  const known = roles.filter((role) => RANK[role]);
  const best = head(orderBy(known, (role) => RANK[role], 'desc'));

  if (!best) {
    console.log(get(user, 'user_id') + ' has no role');
    return callback(new UnauthorizedError('no_role'));
  }

  context.idToken[`${configuration.NAMESPACE}/role`] = best;
  context.idToken[`${configuration.NAMESPACE}/rank`] = RANK[best];
  return callback(null, user, context);
}
