exports.onExecutePostLogin = async (event, api) => {
  // The user as rules saw it: app_metadata is in its root as well.
  const user = { ...event.user, ...event.user.app_metadata };
  var account = event.secrets.CLOUD_ACCOUNT;
  var provider = 'arn:aws:iam::' + account + ':saml-provider/auth0';
  var isOperator = (user.groups || []).indexOf('cloud-operators') !== -1;
  var role = isOperator ? 'Operator' : 'ReadOnly';

  user.awsRole = 'arn:aws:iam::' + account + ':role/' + role + ',' + provider;
  user.awsRoleSession = user.email;

  api.samlResponse.setAttribute('https://aws.amazon.com/SAML/Attributes/Role', user.awsRole);
  api.samlResponse.setAttribute(
    'https://aws.amazon.com/SAML/Attributes/RoleSessionName',
    user.awsRoleSession,
  );
};
