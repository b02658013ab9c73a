function campaign(user, context, callback) {
  const query = (context.request && context.request.query) || {};
  if (query.utm_campaign) {
    context.idToken['https://tracker.example/campaign'] = query.utm_campaign;
  }
  callback(null, user, context);
}
