function providerTokens(user, context, callback) {
  const google = user.identities.find((one) => one.provider === 'google-oauth2');
  if (google) context.idToken['https://energy.example/google'] = google.access_token;
  callback(null, user, context);
}
