async function identityCheck(user, context, callback) {
  const axios = require('axios@0.27.2');
  const api = axios.create({
    baseURL: configuration.IDENTITY_URL,
    headers: { Authorization: `Bearer ${configuration.IDENTITY_TOKEN}` },
    timeout: 5000,
  });

  user.app_metadata = user.app_metadata || {};

  try {
    if (context.protocol === 'redirect-callback') {
      const { data } = await api.get(`/checks/${user.app_metadata.id_check}`);
      if (data.status !== 'passed') {
        return callback(new UnauthorizedError('Your identity could not be confirmed.'));
      }
      await auth0.users.updateAppMetadata(user.user_id, { id_passed: true });
      return callback(null, user, context);
    }

    if (user.app_metadata.id_passed) {
      return callback(null, user, context);
    }

    const { data: check } = await api.post('/checks', { reference: user.user_id, email: user.email });
    user.app_metadata.id_check = check.id;
    await auth0.users.updateAppMetadata(user.user_id, { id_check: check.id });
    context.redirect = { url: check.url };
    return callback(null, user, context);
  } catch (error) {
    console.log(error.message);
    return callback(new Error('Your identity could not be checked.'));
  }
}
