function computedDepartment(user, context, callback) {
  if (context.protocol !== 'samlp') return callback(null, user, context);

  user.app_metadata = user.app_metadata || {};
  // Mappings name properties of the user, so the value has to be one.
  user.department = user.app_metadata.department || 'none';
  user.full_name = user.given_name + ' ' + user.family_name;

  context.samlConfiguration.mappings = {
    'urn:oid:2.5.4.11': 'department',
    'urn:oid:2.5.4.3': 'full_name'
  };
  callback(null, user, context);
}
