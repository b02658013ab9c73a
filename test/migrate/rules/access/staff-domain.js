(user, context, cb) => {
  const { email = '', email_verified: isVerified } = user;
  const { STAFF_DOMAIN, STAFF_CONNECTION } = configuration;

  if (context.connection !== STAFF_CONNECTION) return cb(null, user, context);

  if (isVerified && email.split('@').pop().toLowerCase() === STAFF_DOMAIN) return cb(null, user, context);

  cb(new UnauthorizedError(`${email || 'This account'} does not belong to ${STAFF_DOMAIN}.`));
}
