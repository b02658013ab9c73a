function weekend(user, context, callback) {
  const day = new Date().getDay();
  if (context.clientName === 'Time clock' && (day === 0 || day === 6)) {
    return callback(new UnauthorizedError('Closed at the weekend.'));
  }
  callback(null, user, context);
}
