function kind(user, context, callback) {
  var email = user.email || '';
  if (/@pupils\.school\.example$/.test(email)) {
    context.kind = 'pupil';
  } else if (/@school\.example$/.test(email)) {
    context.kind = 'teacher';
  } else {
    context.kind = 'parent';
  }
  callback(null, user, context);
}
