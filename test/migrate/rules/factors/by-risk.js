function factorByRisk(user, context, callback) {
  const risk = context.riskAssessment;

  switch (risk ? risk.confidence : 'neutral') {
    case 'low':
      if (!user.multifactor || !user.multifactor.length) {
        return callback(new UnauthorizedError('This login looks unusual. Call the help desk.'));
      }
      context.multifactor = { provider: 'any', allowRememberBrowser: false };
      break;
    case 'medium':
      context.multifactor = { provider: 'any' };
      break;
    case 'high':
      break;
    default:
      if (risk && risk.assessments.NewDevice && risk.assessments.NewDevice.code === 'unknown_device') {
        context.multifactor = { provider: 'any' };
      }
  }

  callback(null, user, context);
}
