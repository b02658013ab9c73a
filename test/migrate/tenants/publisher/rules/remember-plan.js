function rememberPlan(user, context, callback) {
  user.app_metadata = user.app_metadata || {};
  user.app_metadata.last_client = context.clientName;
  auth0.users.updateAppMetadata(user.user_id, user.app_metadata)
    .then(function () {
      callback(null, user, context);
    })
    .catch(function (err) {
      callback(err);
    });
}
