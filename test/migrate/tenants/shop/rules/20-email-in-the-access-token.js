function email(user, context, callback) {
  if (user.email_verified) context.accessToken['https://shop.example/email'] = user.email;
  callback(null, user, context);
}
