exports.onExecutePostLogin = async (event, api) => {
  switch (event.client.name) {
    case 'Ticket desk':
      api.samlResponse.setAudience('https://desk.example.com');
      api.samlResponse.setAttribute('organization', event.user.app_metadata.company);
      api.samlResponse.setAttribute('name', event.user.name);
      break;
    case 'Wiki':
      api.samlResponse.setAudience('https://wiki.example.com/plugins/saml');
      api.samlResponse.setRecipient('https://wiki.example.com/plugins/saml/acs');
      api.samlResponse.setAttribute('uid', event.user.nickname);
      api.samlResponse.setAttribute('mail', event.user.email);
      api.samlResponse.setAttribute('displayName', event.user.name);
      api.samlResponse.setCreateUpnClaim(false);
      api.samlResponse.setPassthroughClaimsWithNoMapping(false);
      break;
  }
};
