exports.onExecutePostLogin = async (event, api) => {
  if (!event.organization) return;

  const { id, name, metadata = {} } = event.organization;
  const memberships = event.user.app_metadata.memberships || {};
  const membership = memberships[id];

  if (metadata.members_only === 'true' && !membership) {
    return api.access.deny(`You are not a member of ${name}.`);
  }

  api.idToken.setCustomClaim(
    'https://org.example.com/role',
    membership ? membership.role : 'visitor',
  );
  api.idToken.setCustomClaim('https://org.example.com/plan', metadata.plan || 'basic');
};
