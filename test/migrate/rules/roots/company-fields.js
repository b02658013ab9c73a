function companyFields(user, context, callback) {
  user.app_metadata = user.app_metadata || {};
  user.company = user.app_metadata.company;
  user.company_id = user.app_metadata.company_id;
  user.is_owner = !!(user.app_metadata.owner_of && user.app_metadata.owner_of.indexOf(user.company_id) >= 0);
  callback(null, user, context);
}
