function spreadUser(user, context, callback) {
  const enriched = { ...user, full_name: `${user.given_name} ${user.family_name}` };
  const next = { ...context, idToken: { ...context.idToken, 'https://example.com/full_name': enriched.full_name } };
  callback(null, enriched, next);
}
