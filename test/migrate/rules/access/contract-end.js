function contractEnd(user, context, callback) {
  user.app_metadata = user.app_metadata || {};

  var end = user.app_metadata.contract_end;
  if (!end) return callback(null, user, context);

  var endsAt = Date.parse(end);
  if (isNaN(endsAt)) {
    console.error('contract_end of ' + user.user_id + ' is not a date');
    return callback(new Error('Your contract could not be checked.'));
  }

  if (endsAt < Date.now()) {
    return callback(new UnauthorizedError('Your contract has ended.'));
  }

  // Warn in the last two weeks.
  if (endsAt - Date.now() < 14 * 24 * 60 * 60 * 1000) {
    context.idToken['https://contracts.example.com/ends_soon'] = true;
  }
  callback(null, user, context);
}
