function parentAccount(user, context, callback) {
  const parent = user.app_metadata && user.app_metadata.parent_id;
  if (!parent) return callback(null, user, context);

  auth0.users.updateAppMetadata(parent, { last_child_login: new Date().toISOString() })
    .then(() => {
      context.idToken['https://family.example.com/parent'] = parent;
      callback(null, user, context);
    })
    .catch((err) => {
      console.log('parent account: ' + err.message);
      callback(null, user, context);
    });
}
