exports.onExecutePostLogin = async (event, api) => {
  var required = event.client.metadata.required_role;
  var roles = (event.authorization || {}).roles || [];

  if (required && roles.indexOf(required) < 0) {
    // Nothing leaves the function here, so the line at the end runs as well.
    return api.access.deny('You need the role ' + required + ' for ' + event.client.name + '.');
  }

  api.accessToken.setCustomClaim('https://roles.example.com/checked', !!required);
};
