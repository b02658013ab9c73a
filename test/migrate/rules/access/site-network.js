function restrictToSiteNetwork(user, context, callback) {
  const ipaddr = require('ipaddr.js@1.9.0');
  const ranges = JSON.parse(configuration.SITE_RANGES);
  const protectedClients = ['kQ3mX0view', 'r7WbY2edit'];

  if (!protectedClients.includes(context.clientID)) {
    return callback(null, user, context);
  }

  const address = ipaddr.process(context.request.ip);
  for (const range of ranges) {
    const parsed = ipaddr.parseCIDR(range);
    if (address.kind() === parsed[0].kind() && address.match(parsed)) {
      return callback(null, user, context);
    }
  }

  console.log('refused ' + context.request.ip);
  callback(new UnauthorizedError('You can only reach the plant from the site network.'));
}
