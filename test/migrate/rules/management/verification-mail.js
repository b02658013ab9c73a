async function verificationMail(user, context, callback) {
  if (user.email_verified || user.last_password_reset === undefined) {
    return callback(null, user, context);
  }
  const axios = require('axios');
  try {
    await axios.post(
      `https://${auth0.domain}/api/v2/jobs/verification-email`,
      { user_id: user.user_id },
      { headers: { authorization: `Bearer ${auth0.accessToken}` } }
    );
  } catch (err) {
    console.log(err);
  }
  return callback(new UnauthorizedError('Please open the link that we have just mailed to you.'));
}
