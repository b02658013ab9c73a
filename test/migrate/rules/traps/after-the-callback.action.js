exports.onExecutePostLogin = async (event, api) => {
  await new Promise((resolve) => {
    let isOver = false;
    const finish = (deny) => {
      if (isOver) return;
      isOver = true;
      deny?.();
      resolve();
    };
    finish();

    // runs all the same
    api.idToken.setCustomClaim('https://late.example.com/claim', 'late');
    api.user.setAppMetadata('seen', new Date().toISOString());
  });
};
