function linkAccounts(user, context, callback) {
  const request = require('request@2.88.2');
  const baseUrl = auth0.baseUrl;
  const headers = { Authorization: 'Bearer ' + auth0.accessToken };

  if (!user.email || !user.email_verified) {
    return callback(null, user, context);
  }

  request({ url: baseUrl + '/users-by-email', headers, qs: { email: user.email }, json: true }, (err, response, found) => {
    if (err) return callback(err);
    if (response.statusCode !== 200) return callback(new Error('The accounts could not be read.'));

    const others = found.filter((other) => other.user_id !== user.user_id && other.email_verified);
    if (others.length === 0) return callback(null, user, context);
    if (others.length > 1) {
      console.log('several accounts of ' + user.user_id);
      return callback(null, user, context);
    }

    const primary = others[0];
    const { provider, user_id } = user.identities[0];
    request.post({
      url: `${baseUrl}/users/${primary.user_id}/identities`,
      headers,
      json: { provider, user_id: String(user_id) },
    }, (err, response) => {
      if (err) return callback(err);
      if (response.statusCode >= 400) return callback(new Error('The accounts could not be linked.'));
      context.primaryUser = primary.user_id;
      callback(null, user, context);
    });
  });
}
