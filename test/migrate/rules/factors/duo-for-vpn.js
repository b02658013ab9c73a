function duoForVpn(user, context, callback) {
  var VPN_CLIENT = 'vp9Zt1remote';

  if (context.clientID === VPN_CLIENT && user.app_metadata && user.app_metadata.duo_name) {
    context.multifactor = {
      provider: 'duo',
      ikey: configuration.DUO_IKEY,
      skey: configuration.DUO_SKEY,
      host: 'api-4c2f77.duo.example.com',
      username: user.app_metadata.duo_name
    };
  } else if (context.clientID === VPN_CLIENT) {
    return callback(new UnauthorizedError('Ask the service desk to enroll you in Duo.'));
  }

  return callback(null, user, context);
}
