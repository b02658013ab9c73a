exports.onExecutePostLogin = async (event, api) => {
  const metadata = event.user.user_metadata;

  api.idToken.setCustomClaim(
    'https://shop.example.com/currency',
    metadata.currency || 'EUR',
  );
  api.idToken.setCustomClaim('https://shop.example.com/vat', Boolean(metadata.vat_number));
  api.idToken.setCustomClaim(
    'https://shop.example.com/identities',
    event.user.identities.map((identity) => identity.provider + '|' + identity.user_id),
  );
};
