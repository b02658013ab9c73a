function author(user, context, callback) {
  const request = require('request@2.88.2');
  if (context.clientName !== 'Desk') return callback(null, user, context);
  request.get({ url: configuration.AUTHORS_URL, qs: { email: user.email }, json: true }, (err, res, body) => {
    if (err) return callback(err);
    if (res.statusCode !== 200 || !body || !body.author) {
      return callback(new UnauthorizedError('You are not an author.'));
    }
    context.idToken['https://publisher.example/author'] = String(body.author);
    callback(null, user, context);
  });
}
