const ipaddr = require('ipaddr.js');

exports.onExecutePostLogin = async (event, api) => {
  const ranges = JSON.parse(event.secrets.SITE_RANGES);
  const protectedClients = ['kQ3mX0view', 'r7WbY2edit'];

  if (!protectedClients.includes(event.client.client_id)) return;

  const address = ipaddr.process(event.request.ip);
  for (const range of ranges) {
    const parsed = ipaddr.parseCIDR(range);
    if (address.kind() === parsed[0].kind() && address.match(parsed)) return;
  }

  console.log('refused ' + event.request.ip);
  api.access.deny('You can only reach the plant from the site network.');
};
