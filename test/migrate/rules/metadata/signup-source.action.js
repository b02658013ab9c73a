exports.onExecutePostLogin = async (event, api) => {
  const metadata = event.user.app_metadata;

  if (metadata.signup) return;

  metadata.signup = {
    application: event.client.client_id,
    connection: event.connection.name,
    campaign: event.request.query.campaign || null,
    at: new Date().toISOString()
  };

  api.user.setAppMetadata("signup", metadata.signup);
};
