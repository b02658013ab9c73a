const axios = require("axios");

exports.onExecutePostLogin = async (event, api) => {
  const api2 = axios.create({
    baseURL: event.secrets.IDENTITY_URL,
    headers: { Authorization: `Bearer ${event.secrets.IDENTITY_TOKEN}` },
    timeout: 5000,
  });

  try {
    if (event.user.app_metadata.id_passed) return;

    const { data: check } = await api2.post('/checks', { reference: event.user.user_id, email: event.user.email });
    api.user.setAppMetadata('id_check', check.id);
    api.redirect.sendUserTo(check.url);
  } catch (error) {
    console.log(error.message);
    api.access.deny('Your identity could not be checked.');
  }
};

exports.onContinuePostLogin = async (event, api) => {
  const api2 = axios.create({
    baseURL: event.secrets.IDENTITY_URL,
    headers: { Authorization: `Bearer ${event.secrets.IDENTITY_TOKEN}` },
    timeout: 5000,
  });

  try {
    const { data } = await api2.get(`/checks/${event.user.app_metadata.id_check}`);
    if (data.status !== 'passed') {
      return api.access.deny('Your identity could not be confirmed.');
    }
    api.user.setAppMetadata('id_passed', true);
  } catch (error) {
    console.log(error.message);
    api.access.deny('Your identity could not be checked.');
  }
};
