function intranet(user, context, callback) {
  if (context.clientName === 'Intranet') {
    context.samlConfiguration = context.samlConfiguration || {};
    context.samlConfiguration.mappings = { 'urn:shop:mail': 'email', 'urn:shop:nick': 'nickname' };
  }
  callback(null, user, context);
}
