exports.onExecutePostLogin = async (event, api) => {
  const { redirect_count: count = 0 } = event.user.app_metadata;

  // People who closed the page twice are left alone.
  if (count >= 2 || ('marketing' in event.user.user_metadata)) return;

  api.user.setAppMetadata('redirect_count', count + 1);
  api.redirect.sendUserTo('https://www.example.com/consent');
};

exports.onContinuePostLogin = async (event, api) => {
  const query = event.request.query;

  if (query.marketing) {
    api.user.setUserMetadata('marketing', query.marketing === 'on');
    return;
  }

  // People who closed the page twice are left alone.
};
