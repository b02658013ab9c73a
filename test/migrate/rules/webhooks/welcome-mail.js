function welcomeMail(user, context, callback) {
  const fetch = require('node-fetch@2.6.7');

  user.app_metadata = user.app_metadata || {};
  if (user.app_metadata.welcomed_at || !user.email) {
    return callback(null, user, context);
  }

  fetch('https://mail.example.com/v3/send', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: 'Bearer ' + configuration.MAIL_TOKEN,
    },
    body: JSON.stringify({
      to: user.email,
      template: configuration.MAIL_TEMPLATE,
      variables: { name: user.given_name || user.nickname },
    }),
  })
    .then((res) => {
      if (!res.ok) throw new Error('mail answered ' + res.status);
      user.app_metadata.welcomed_at = new Date().toISOString();
      return auth0.users.updateAppMetadata(user.user_id, user.app_metadata);
    })
    .then(() => callback(null, user, context))
    .catch((err) => callback(err));
}
