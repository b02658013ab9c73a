exports.onExecutePostLogin = async (event, api) => {
  var pages = {
    'Learner portal': 'https://learn.example.com/welcome',
    'Teacher portal': 'https://teach.example.com/welcome'
  };
  var page = pages[event.client.name];
  var welcomed = event.user.app_metadata.welcomed;

  if (!page || welcomed) return;

  api.redirect.sendUserTo(page + '?name=' + encodeURIComponent(event.user.name));
};

exports.onContinuePostLogin = async (event, api) => {
  var pages = {
    'Learner portal': 'https://learn.example.com/welcome',
    'Teacher portal': 'https://teach.example.com/welcome'
  };
  var page = pages[event.client.name];
  var welcomed = event.user.app_metadata.welcomed;

  if (!page || welcomed) return;

  api.user.setAppMetadata('welcomed', true);
};
