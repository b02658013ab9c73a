function (user, context, callback) {
  request({
    url: 'https://pictures.example.com/lookup?mail=' + encodeURIComponent(user.email),
    json: true,
    timeout: 2000
  }, function (error, response, body) {
    if (error || response.statusCode !== 200 || !body.picture) return callback(null, user, context);

    user.picture = body.picture;
    context.idToken.picture = body.picture;
    callback(null, user, context);
  });
}
