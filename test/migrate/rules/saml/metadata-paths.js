function metadataPaths(user, context, callback) {
  if (context.clientID !== 'Lw3expenses8Q') return callback(null, user, context);

  context.samlConfiguration = context.samlConfiguration || {};
  context.samlConfiguration.mappings = {
    "EmployeeID": "app_metadata.employee_id",
    "CostCenter": "app_metadata.cost_center",
    "Language": "user_metadata.language",
    "Email": "email"
  };
  context.samlConfiguration.nameIdentifierProbes = [
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"
  ];
  callback(null, user, context);
}
