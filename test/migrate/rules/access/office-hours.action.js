exports.onExecutePostLogin = async (event, api) => {
  // The till system may only be used while a branch is open.
  if (event.client.name !== 'Branch till') return;

  var now = new Date();
  var hour = now.getUTCHours() + Number(event.secrets.UTC_OFFSET || 0);
  var day = now.getUTCDay();

  if (day === 0) return api.access.deny('The branches are closed on Sundays.');
  if (hour < 7 || hour >= 20) {
    return api.access.deny('The branches are closed at ' + hour + ':00.');
  }
};
