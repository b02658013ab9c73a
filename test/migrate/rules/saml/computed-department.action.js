exports.onExecutePostLogin = async (event, api) => {
  // The user as rules saw it: app_metadata is in its root as well.
  const user = { ...event.user, ...event.user.app_metadata };
  if (event.transaction?.protocol !== 'samlp') return;

  // Mappings name properties of the user, so the value has to be one.
  user.department = user.app_metadata.department || 'none';
  user.full_name = user.given_name + ' ' + user.family_name;

  api.samlResponse.setAttribute('urn:oid:2.5.4.11', user.department);
  api.samlResponse.setAttribute('urn:oid:2.5.4.3', user.full_name);
};
