exports.onExecutePostLogin = async (event, api) => {
  var VPN_CLIENT = 'vp9Zt1remote';

  if (event.client.client_id === VPN_CLIENT && event.user.app_metadata.duo_name) {
    api.multifactor.enable('duo', {
      allowRememberBrowser: true,
      providerOptions: {
        host: 'api-4c2f77.duo.example.com',
        ikey: event.secrets.DUO_IKEY,
        skey: event.secrets.DUO_SKEY,
        username: event.user.app_metadata.duo_name,
      },
    });
  } else if (event.client.client_id === VPN_CLIENT) {
    return api.access.deny('Ask the service desk to enroll you in Duo.');
  }
};
