let applications;

exports.onExecutePostLogin = async (event, api) => {
  applications = applications || JSON.parse(event.secrets.APPLICATIONS);

  var application = applications[event.client.client_id];
  if (!application) return;
  if (application.connections.indexOf(event.connection.name) === -1) {
    return api.access.deny('Use another way to sign in to ' + application.title + '.');
  }

  api.idToken.setCustomClaim(application.namespace + 'title', application.title);
};
