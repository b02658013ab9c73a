function (user, context, callback) {
  // comma separated, kept in the settings so that support can change it
  const invited = (configuration.INVITED_ADDRESSES || '')
    .split(',')
    .map(address => address.trim().toLowerCase())
    .filter(Boolean);

  if (!user.email || !user.email_verified) {
    return callback(new UnauthorizedError('Please confirm your email address before you sign in.'));
  }

  const isInvited = invited.some(address => address === user.email.toLowerCase());
  return isInvited
    ? callback(null, user, context)
    : callback(new UnauthorizedError('This beta is by invitation only.'));
}
