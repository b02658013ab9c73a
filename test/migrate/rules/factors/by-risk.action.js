exports.onExecutePostLogin = async (event, api) => {
  const risk = event.authentication?.riskAssessment;

  switch (risk ? risk.confidence : 'neutral') {
    case 'low':
      if (!event.user.multifactor || !event.user.multifactor.length) {
        return api.access.deny('This login looks unusual. Call the help desk.');
      }
      api.multifactor.enable('any', { allowRememberBrowser: false });
      break;
    case 'medium':
      api.multifactor.enable('any', { allowRememberBrowser: true });
      break;
    case 'high':
      break;
    default:
      if (risk && risk.assessments.NewDevice && risk.assessments.NewDevice.code === 'unknown_device') {
        api.multifactor.enable('any', { allowRememberBrowser: true });
      }
  }
};
