exports.onExecutePostLogin = async (event, api) => {
  var a=event.user.app_metadata, i="https://m.example.com/";
  if (!a.a&&event.client.client_id!==event.secrets.M) {
    return api.access.deny("Not yet.");
  }
  api.idToken.setCustomClaim(i+"a", !!a.a);
  api.idToken.setCustomClaim(i+"p", a.p?a.p:"x");
  a.b&&(api.idToken.setCustomClaim(i+"b", a.b));
};
