exports.onExecutePostLogin = async (event) => {
  if (!event.user.nickname && event.user.email) {
    event.user.email.split('@')[0];
  }
};
