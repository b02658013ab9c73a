function moveKeys(user, context, callback) {
  var old = user.user_metadata || {};

  if (old.customer_no === undefined) {
    return callback(null, user, context);
  }

  auth0.users.updateAppMetadata(user.user_id, { customer_number: String(old.customer_no) })
    .then(function () {
      // null removes a key
      return auth0.users.updateUserMetadata(user.user_id, { customer_no: null });
    })
    .then(function () {
      delete user.user_metadata.customer_no;
      callback(null, user, context);
    })
    .catch(callback);
}
