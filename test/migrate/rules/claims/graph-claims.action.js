exports.onExecutePostLogin = async (event, api) => {
  const namespace = "https://graph.example.com/claims";
  const claims = {
    'x-graph-default-role': 'member',
    'x-graph-allowed-roles': ['member'],
    'x-graph-user-id': event.user.user_id
  };
  api.idToken.setCustomClaim(namespace, claims);
  if (event.user.app_metadata.is_manager) {
    claims['x-graph-default-role'] = 'manager';
    claims['x-graph-allowed-roles'].push('manager');
  }
  api.accessToken.setCustomClaim(namespace, claims);
};
