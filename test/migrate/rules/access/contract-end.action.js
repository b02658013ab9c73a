exports.onExecutePostLogin = async (event, api) => {
  var end = event.user.app_metadata.contract_end;
  if (!end) return;

  var endsAt = Date.parse(end);
  if (isNaN(endsAt)) {
    console.error('contract_end of ' + event.user.user_id + ' is not a date');
    return api.access.deny('Your contract could not be checked.');
  }

  if (endsAt < Date.now()) return api.access.deny('Your contract has ended.');

  // Warn in the last two weeks.
  if (endsAt - Date.now() < 14 * 24 * 60 * 60 * 1000) {
    api.idToken.setCustomClaim('https://contracts.example.com/ends_soon', true);
  }
};
