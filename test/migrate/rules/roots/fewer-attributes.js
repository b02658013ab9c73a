function fewerAttributes(user, context, callback) {
  ['some_attribute', 'extension_costCenter', 'thumbnailPhoto'].forEach(function (name) {
    delete user[name];
  });
  delete user.identities;
  callback(null, user, context);
}
