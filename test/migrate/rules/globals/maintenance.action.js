exports.onExecutePostLogin = async (event, api) => {
  if (global.MAINTENANCE || event.secrets.MAINTENANCE === 'true') {
    const testers = (event.secrets.TESTERS || '').split(',');
    if (!testers.includes(event.user.email)) {
      return api.access.deny('We are back at 6 o\'clock.');
    }
  }
};
