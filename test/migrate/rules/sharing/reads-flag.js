function readsFlag(user, context, callback) {
  if (!context.flow || !context.isPartner) return callback(null, user, context);

  context.flow.steps.push('claims');
  context.idToken['https://partners.example.com/partner'] = true;
  context.idToken['https://partners.example.com/steps'] = context.flow.steps.join(' ');
  callback(null, user, context);
}
