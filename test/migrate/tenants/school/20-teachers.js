function teachers(user, context, callback) {
  if (context.clientName === 'Marks' && context.kind !== 'teacher') {
    return callback(new UnauthorizedError('Teachers only.'));
  }
  callback(null, user, context);
}
