exports.onExecutePostLogin = async (event) => {
  if (!event.user.nickname && event.user.email) {
    // An action cannot set user.nickname for what runs after it.
    event.user.email.split('@')[0];
  }
};
