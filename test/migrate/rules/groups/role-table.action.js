exports.onExecutePostLogin = async (event, api) => {
  // The user as rules saw it: app_metadata is in its root as well.
  const user = { ...event.user, ...event.user.app_metadata };
  const table = {
    'cn=editors,ou=web,dc=example,dc=org': 'editor',
    'cn=reviewers,ou=web,dc=example,dc=org': 'reviewer',
    'cn=owners,ou=web,dc=example,dc=org': 'owner',
  };

  const roles = [];
  for (let i = 0; i < (user.memberOf || []).length; i++) {
    const role = table[user.memberOf[i].toLowerCase()];
    if (role && !roles.includes(role)) roles.push(role);
  }
  user.roles = roles;
  api.idToken.setCustomClaim('https://web.example.org/roles', user.roles);
};
