function cart(user, context, callback) {
  const request = require('request@2.88.2');
  if (context.clientName !== 'Shop') return callback(null, user, context);
  request.get({ url: configuration.CART_URL + '?user=' + encodeURIComponent(user.user_id), json: true }, (err, res, body) => {
    if (!err && res.statusCode === 200 && body) {
      context.idToken['https://shop.example/cart'] = body.items || 0;
    }
    callback(null, user, context);
  });
}
