exports.onExecutePostLogin = async (event) => {
  const domain = (event.user.email || '').split('@')[1];
};
