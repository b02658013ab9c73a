exports.onExecutePostLogin = async (event, api) => {
  // comma separated, kept in the settings so that support can change it
  const invited = (event.secrets.INVITED_ADDRESSES || '')
    .split(',')
    .map(address => address.trim().toLowerCase())
    .filter(Boolean);

  if (!event.user.email || !event.user.email_verified) {
    return api.access.deny('Please confirm your email address before you sign in.');
  }

  const isInvited = invited.some(address => address === event.user.email.toLowerCase());
  if (isInvited) return;
  api.access.deny('This beta is by invitation only.');
};
