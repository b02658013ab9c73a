function contactList(user, context, callback) {
  const axios = require('axios');
  const names = (user.name || '').split(' ');

  if (!user.email_verified || (user.app_metadata || {}).contact_id) {
    callback(null, user, context);
    return;
  }

  axios
    .post('https://contacts.example.com/contacts?key=' + configuration.CONTACTS_KEY, {
      email: user.email,
      first: names[0],
      last: names.slice(1).join(' '),
    })
    .then(({ data }) => auth0.users.updateAppMetadata(user.user_id, { contact_id: data.id }))
    .catch((error) => {
      // 409: the contact is there already
      if (!error.response || error.response.status !== 409) console.log(error.message);
    });

  callback(null, user, context);
}
