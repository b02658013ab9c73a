exports.onExecutePostLogin = async (event, api) => {
  var namespace = 'https://scheduling.example.com/';

  function setClaims(theUser, event) {
    var data = theUser.app_metadata;
    api.idToken.setCustomClaim(namespace + 'clinic', data.clinic);
    api.idToken.setCustomClaim(namespace + 'role', data.role || 'patient');
    api.accessToken.setCustomClaim(namespace + 'clinic', data.clinic);
  }

  function mayEnter(theUser, event) {
    return event.client.name !== 'Clinic desk' || theUser.app_metadata.role === 'nurse';
  }

  if (!mayEnter(event.user, event)) return api.access.deny('The desk is for nurses.');
  setClaims(event.user, event);
};
