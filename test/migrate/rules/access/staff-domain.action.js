exports.onExecutePostLogin = async (event, api) => {
  const { email = '', email_verified: isVerified } = event.user;
  const { STAFF_DOMAIN, STAFF_CONNECTION } = event.secrets;

  if (event.connection.name !== STAFF_CONNECTION) return;

  if (isVerified && email.split('@').pop().toLowerCase() === STAFF_DOMAIN) return;

  api.access.deny(`${email || 'This account'} does not belong to ${STAFF_DOMAIN}.`);
};
