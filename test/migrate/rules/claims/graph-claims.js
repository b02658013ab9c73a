function graphClaims(user, context, callback) {
  const namespace = "https://graph.example.com/claims";
  context.idToken[namespace] = {
    'x-graph-default-role': 'member',
    'x-graph-allowed-roles': ['member'],
    'x-graph-user-id': user.user_id
  };
  if (user.app_metadata && user.app_metadata.is_manager) {
    context.idToken[namespace]['x-graph-default-role'] = 'manager';
    context.idToken[namespace]['x-graph-allowed-roles'].push('manager');
  }
  context.accessToken[namespace] = context.idToken[namespace];
  callback(null, user, context);
}
