function cloudConsoleRoles(user, context, callback) {
  var account = configuration.CLOUD_ACCOUNT;
  var provider = 'arn:aws:iam::' + account + ':saml-provider/auth0';
  var isOperator = (user.groups || []).indexOf('cloud-operators') !== -1;
  var role = isOperator ? 'Operator' : 'ReadOnly';

  user.awsRole = 'arn:aws:iam::' + account + ':role/' + role + ',' + provider;
  user.awsRoleSession = user.email;

  context.samlConfiguration.mappings = {
    'https://aws.amazon.com/SAML/Attributes/Role': 'awsRole',
    'https://aws.amazon.com/SAML/Attributes/RoleSessionName': 'awsRoleSession'
  };

  callback(null, user, context);
}
