function bonus(user, context, callback) {
  const points = (user.app_metadata && user.app_metadata.points) || 0;
  context.idToken['https://travel.example/bonus'] = points > 1000 ? 'gold' : 'blue';
  callback(null, user, context);
}
