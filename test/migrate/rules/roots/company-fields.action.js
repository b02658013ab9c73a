exports.onExecutePostLogin = async (event) => {
  // The user as rules saw it: app_metadata is in its root as well.
  const user = { ...event.user, ...event.user.app_metadata };
  user.company_id = user.app_metadata.company_id;
  user.is_owner = !!(user.app_metadata.owner_of && user.app_metadata.owner_of.indexOf(user.company_id) >= 0);
};
