exports.onExecutePostLogin = async (event, api) => {
  var log = global.log || console.log;

  if (event.user.app_metadata.blocked_reason) {
    log('blocked', event.user.user_id, event.user.app_metadata.blocked_reason);
    return api.access.deny(String(event.user.app_metadata.blocked_reason ?? ''));
  }
  log('passed', event.user.user_id);
};
