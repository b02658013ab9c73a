const valueAt = (object, path) => path.split(".").reduce((value, key) => value?.[key], object);

exports.onExecutePostLogin = async (event, api) => {
  // The user as rules saw it: app_metadata is in its root as well.
  const user = { ...event.user, ...event.user.app_metadata };
  const groups = user.groups || [];
  const table = JSON.parse(event.secrets.GROUP_ATTRIBUTES);

  groups.forEach((group) => {
    const attribute = table[group];
    if (!attribute) return;
    user[attribute] = 'true';
    api.samlResponse.setAttribute('https://lms.example.com/' + attribute, valueAt(user, attribute));
  });
};
