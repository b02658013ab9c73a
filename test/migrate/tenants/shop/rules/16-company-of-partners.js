function company(user, context, callback) {
  const domain = (user.email || '').split('@')[1];
  context.shopPartner = domain === 'partner.example';
  callback(null, user, context);
}
