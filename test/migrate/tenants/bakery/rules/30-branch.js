function branch(user, context, callback) {
  const branch = user.app_metadata && user.app_metadata.branch;
  if (branch) global.setClaim(context, 'branch', branch);
  callback(null, user, context);
}
