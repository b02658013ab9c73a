const axios = require('axios');

exports.onExecutePostLogin = async (event, api) => {
  const names = (event.user.name || '').split(' ');

  if (!event.user.email_verified || event.user.app_metadata.contact_id) return;

  await axios
    .post('https://contacts.example.com/contacts?key=' + event.secrets.CONTACTS_KEY, {
      email: event.user.email,
      first: names[0],
      last: names.slice(1).join(' '),
    })
    .then(({ data }) => api.user.setAppMetadata('contact_id', data.id))
    .catch((error) => {
      // 409: the contact is there already
      if (!error.response || error.response.status !== 409) console.log(error.message);
    });
};
