exports.onExecutePostLogin = async (event, api) => {
  // There is no guard: a user without these cannot sign in, and that is on purpose.
  const level = event.user.app_metadata.clearance.level;
  const department = event.user.identities[0].profileData.department.toUpperCase();

  if (level < 3) return api.access.deny('Level 3 is needed.');
  api.idToken.setCustomClaim('https://lab.example.com/department', department);
};
