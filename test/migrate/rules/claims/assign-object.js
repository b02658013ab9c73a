function assignObject(user, context, callback) {
  const metadata = user.user_metadata || {};

  Object.assign(context.idToken, {
    'https://shop.example.com/currency': metadata.currency || 'EUR',
    'https://shop.example.com/vat': Boolean(metadata.vat_number),
    'https://shop.example.com/identities': user.identities.map((identity) => identity.provider + '|' + identity.user_id),
  });

  callback(null, user, context);
}
