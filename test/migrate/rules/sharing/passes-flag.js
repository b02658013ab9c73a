function passesFlag(user, context, callback) {
  const domain = (user.email || '').split('@')[1];
  context.isPartner = ['partner.example', 'reseller.example'].indexOf(domain) >= 0;
  context.flow = { startedAt: Date.now(), steps: ['partner'] };
  callback(null, user, context);
}
