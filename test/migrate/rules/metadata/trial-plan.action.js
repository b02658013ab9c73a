exports.onExecutePostLogin = async (event, api) => {
  if (!event.user.app_metadata.plan) {
    event.user.app_metadata.plan = 'trial';
    event.user.app_metadata.trial_until = new Date(Date.now() + Number(event.secrets.TRIAL_DAYS) * 86400000).toISOString();
    api.user.setAppMetadata('plan', event.user.app_metadata.plan);
    api.user.setAppMetadata('trial_until', event.user.app_metadata.trial_until);
  }

  if (event.user.app_metadata.plan === 'trial' && new Date(event.user.app_metadata.trial_until) < new Date()) {
    return api.access.deny('Your trial has ended.');
  }

  api.accessToken.setCustomClaim(
    'https://app.example.com/plan',
    event.user.app_metadata.plan,
  );
};
