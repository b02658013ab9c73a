async function trialPlan(user, context, callback) {
  user.app_metadata = user.app_metadata || {};

  if (!user.app_metadata.plan) {
    user.app_metadata.plan = 'trial';
    user.app_metadata.trial_until = new Date(Date.now() + Number(configuration.TRIAL_DAYS) * 86400000).toISOString();
    await auth0.users.updateAppMetadata(user.user_id, user.app_metadata);
  }

  if (user.app_metadata.plan === 'trial' && new Date(user.app_metadata.trial_until) < new Date()) {
    return callback(new UnauthorizedError('Your trial has ended.'));
  }

  context.accessToken['https://app.example.com/plan'] = user.app_metadata.plan;
  return callback(null, user, context);
}
