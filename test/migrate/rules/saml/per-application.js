function samlPerApplication(user, context, callback) {
  context.samlConfiguration = context.samlConfiguration || {};

  switch (context.clientName) {
    case 'Ticket desk':
      context.samlConfiguration.audience = 'https://desk.example.com';
      context.samlConfiguration.mappings = { organization: 'app_metadata.company', name: 'name' };
      break;
    case 'Wiki':
      context.samlConfiguration.audience = 'https://wiki.example.com/plugins/saml';
      context.samlConfiguration.recipient = 'https://wiki.example.com/plugins/saml/acs';
      context.samlConfiguration.mappings = { uid: 'nickname', mail: 'email', displayName: 'name' };
      context.samlConfiguration.createUpnClaim = false;
      context.samlConfiguration.passthroughClaimsWithNoMapping = false;
      break;
  }

  callback(null, user, context);
}
