async function clientRoles(user, context, callback) {
  const { ManagementClient } = require('auth0@2.30.0');
  const management = new ManagementClient({
    token: auth0.accessToken,
    domain: auth0.domain,
  });

  try {
    const roles = await management.getUserRoles({ id: user.user_id });
    context.idToken['https://roles.example.com/names'] = roles.map((role) => role.name);
  } catch (error) {
    return callback(new Error('Your roles could not be read.'));
  }
  return callback(null, user, context);
}
