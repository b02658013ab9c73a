function partners(user, context, callback) {
  if (context.shopPartner) {
    context.accessToken['https://shop.example/partner'] = true;
  }
  callback(null, user, context);
}
