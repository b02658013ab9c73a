exports.onExecutePostLogin = async (event) => {
  // As a rule saw the profile.
  const user = { ...event.user, ...event.user.app_metadata };
  user.company_id = user.app_metadata.company_id;
  user.is_owner = !!(user.app_metadata.owner_of && user.app_metadata.owner_of.indexOf(user.company_id) >= 0);
};
